import { expect, test } from 'vitest';
import { madeByHand } from '../../solver/by-hand.ts';
import { teachers } from '../support/small-county.ts';
import { given, planned } from './rules/every-plan.ts';

/** Lakeside can spare a post of maths, and Hillfoot, 20 km off, lacks one: nobody may be moved, so somebody teaches there on some days. */
const county = given(
  {
    sections: [
      { id: 'L', school: 'lakeside', stage: 'primary', classes: { 1: 3 } },
      { id: 'H', school: 'hillfoot', stage: 'primary', classes: { 1: 1 } },
    ],
    teachers: teachers(4),
  },
  { circuit: {}, tenure: { years: 50 }, 'sender-floor': {} },
  ['critical-subjects', 'gap', 'days-unserved', 'circuit-travel', 'fewest-moves'],
);

test('a move drops the days a teacher teaches elsewhere, and puts them back as they were when it is taken back', async () => {
  const plan = await planned(county);
  const teacher = plan.circuits[0]?.teacher ?? '';
  const own = plan.circuits.filter((one) => one.teacher === teacher);
  const gone = madeByHand(county, plan, { teacher, to: 'H', post: null });
  if (!gone.ok) throw new Error(gone.fault);
  expect(gone.made.dropped).toEqual(own);
  expect(gone.made.circuits).toEqual(plan.circuits.filter((one) => one.teacher !== teacher));
  const back = madeByHand(
    county,
    gone.made,
    { teacher, to: null, post: null, circuits: gone.made.dropped },
    [],
  );
  if (!back.ok) throw new Error(back.fault);
  expect(back.made.circuits).toEqual(plan.circuits);
  expect(back.made.goals.map(({ name, value }) => [name, value])).toEqual(
    plan.goals.map(({ name, value }) => [name, value]),
  );
});

test('a teacher left in place by hand drops nothing', async () => {
  const plan = await planned(county);
  const teacher = plan.circuits[0]?.teacher ?? '';
  const gone = madeByHand(county, plan, { teacher, to: 'H', post: null });
  if (!gone.ok) throw new Error(gone.fault);
  const back = madeByHand(county, gone.made, { teacher, to: null, post: null });
  expect(back).toMatchObject({ ok: true, made: { dropped: [], circuits: gone.made.circuits } });
});
