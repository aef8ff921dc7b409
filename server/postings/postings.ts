import type { Database } from '../../prisma/client.ts';
import type { Postings } from '../../schema/posting-acts.ts';
import { allowances, allowanceYear, approve, forecast } from './allowances.ts';
import { answer, assess, comment, confirm } from './assess.ts';
import { carryOut } from './carry-out.ts';
import { order } from './order.ts';
import { restore, withdraw } from './recruits.ts';
import { service } from './service.ts';
import { cancel, decide, endEarly, extend, replace, report, undo } from './steps.ts';
import { setTerms, termsOn } from './terms.ts';

export const createPostings = (database: Pick<Database, 'db'>): Postings => ({
  order: (acting, leftOut) => order(database, acting, leftOut),
  report: (acting, on) => report(database, acting, on),
  replace: (acting, input) => replace(database, acting, input),
  extend: (acting, input) => extend(database, acting, input),
  endEarly: (acting, input) => endEarly(database, acting, input),
  cancel: (acting, reason) => cancel(database, acting, reason),
  withdrawRecruit: (acting, reason) => withdraw(database.db, acting, reason),
  restoreRecruit: (acting, reason) => restore(database.db, acting, reason),
  undo: (acting, reason) => undo(database, acting, reason),
  decide: (acting, input) => decide(database, acting, input),
  assess: (acting, input) => assess(database, acting, input),
  confirm: (acting) => confirm(database, acting),
  comment: (acting, text) => comment(database, acting, text),
  answer: (acting, input) => answer(database, acting, input),
  carryOut: (countyId, todayIn) => carryOut(database, countyId, todayIn),
  terms: (countyId, on) => termsOn(database.db, countyId, on),
  setTerms: (viewer, input) => setTerms(database, viewer, input),
  service: (teacherIds, on) => service(database, teacherIds, on),
  allowances: (countyId, month) => allowances(database, countyId, month),
  allowanceYear: (countyId, schoolYear) => allowanceYear(database, countyId, schoolYear),
  approve: (viewer, input) => approve(database, viewer, input),
  forecast: (planId) => forecast(database, planId),
});
