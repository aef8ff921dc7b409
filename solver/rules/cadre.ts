import * as z from 'zod';
import { plural } from '../amounts.ts';
import { completeYears, plusYears } from '../calendar.ts';
import { type CadreRole, cadreRoles, roleNames } from '../problem.ts';
import { defineRule } from './rule.ts';

/**
 * Cadre
 *
 * Principals and deputies are not moved by the teacher exchange: they have a rotation of their own. Where the policy
 * lets the plan arrange it, those who have served two terms, or eight years, in one school are due: they go to seats
 * of their own role. The years may be left out, so that terms alone count.
 *
 * Source: the 2014 Opinions treat heads and teachers apart, two terms in one school; Gansu two terms or eight years;
 * Beijing six years (domain A2).
 */
export const cadre = defineRule({
  name: 'cadre',
  title: { zh: '干部另行交流', en: 'Cadres rotate apart' },
  unit: 'teachers',
  source: {
    zh: '2014年三部门意见：校长、副校长按任期交流，与教师分开',
    en: '2014 three-ministry Opinions: principals and deputies rotate by terms, apart from teachers',
  },
  level: 'law',
  clause: '教师〔2014〕4号：校长、副校长按任期交流',
  settings: z.strictObject({
    /** The roles the teacher exchange leaves alone. */
    roles: z.array(z.enum(cadreRoles)).default(['principal', 'deputy']),
    /** Whether the plan also arranges the rotation of these roles, seat for seat. */
    rotation: z.boolean().default(false),
    /** Complete terms in one school after which a cadre is due; those given count the one running. */
    terms: z.int().min(1).max(20).default(2),
    /** Complete years in one school after which a cadre is due, whatever the terms; 0: terms alone count. */
    years: z.int().min(0).max(60).default(8),
    /** Complete years of one term; a term that has run so long is complete. */
    termYears: z.int().min(1).max(10).default(3),
  }),

  states({ roles, rotation, terms, years }) {
    const named = byRank(roles).map((role) => roleNames[role]);
    const zh = named.map((name) => name.zh).join('、');
    const en = named.map((name) => name.en).join(', ');
    const after = limitsInWords({ terms, years });
    return rotation
      ? {
          zh: `${zh}在同一学校任满${after.zh}的，按干部交流。`,
          en: `Rotate as cadres after ${after.en} in one school: ${en}.`,
        }
      : { zh: `${zh}不列入教师交流。`, en: `Not exchanged as teachers: ${en}.` };
  },

  bars({ problem: { effective } }, settings, { cadre: held, serving }) {
    if (held === undefined || !settings.roles.includes(held.role)) return null;
    const { zh, en } = roleNames[held.role];
    if (!settings.rotation) {
      return {
        amount: 1,
        figures: { role: held.role },
        text: {
          zh: `现任${zh}，按干部交流办法另行安排。`,
          en: `Serves as ${en}; cadres have their own rotation.`,
        },
      };
    }
    const service = { here: serving.since, term: held.since, before: Math.max(0, held.terms - 1) };
    const { complete, served } = servedBy(service, settings, effective);
    if (isDue({ complete, served }, settings)) return null;
    const from = dueFrom(service, settings, effective);
    const after = limitsInWords(settings);
    const day =
      from === null
        ? {
            zh: '以后的任期尚未开始，何时满足本条未定',
            en: 'the next term has not begun, so no day is known yet',
          }
        : { zh: `最迟${from}起满足本条`, en: `this rule is met from ${from} at the latest` };
    return {
      amount: settings.terms - complete,
      figures: {
        role: held.role,
        terms: complete,
        required: settings.terms,
        served,
        years: settings.years,
        from,
      },
      text: {
        zh: `现任${zh}，在本校任满${complete}届（${served}年），不足${after.zh}；${day.zh}。`,
        en: `Serves as ${en}: ${complete} complete ${complete === 1 ? 'term' : 'terms'} (${plural(served, 'year')}) in this school, of ${after.en}; ${day.en}.`,
      },
    };
  },
});

const limitsInWords = ({ terms, years }: Pick<Limits, 'terms' | 'years'>) => ({
  zh: `${terms}届${years > 0 ? `或${years}年` : ''}`,
  en: `${plural(terms, 'term')}${years > 0 ? ` or ${plural(years, 'year')}` : ''}`,
});

/** Since when a cadre is at the school and in the running term, and how many terms were complete before it. */
interface Service {
  here: string;
  term: string;
  before: number;
}

interface Limits {
  terms: number;
  years: number;
  termYears: number;
}

interface Served {
  /** Complete terms in this school. */
  complete: number;
  /** Complete years. */
  served: number;
}

function servedBy({ here, term, before }: Service, { termYears }: Limits, day: string): Served {
  const years = completeYears(here, day);
  const inTerm = completeYears(term > here ? term : here, day);
  return {
    served: Math.min(years, before * termYears + inTerm),
    complete: Math.min(before + (inTerm >= termYears ? 1 : 0), Math.floor(years / termYears)),
  };
}

const isDue = ({ complete, served }: Served, { terms, years }: Limits): boolean =>
  complete >= terms || (years > 0 && served >= years);

/**
 * The first day on which terms or years are complete, whichever comes first, if no new term is recorded meanwhile; null:
 * without one they never are.
 */
function dueFrom(service: Service, limits: Limits, effective: string): string | null {
  const days = [service.here, service.term].flatMap((since) =>
    Array.from({ length: MOST_YEARS }, (_, years) => plusYears(since, years)).filter(
      (day) => day > effective,
    ),
  );
  return days.sort().find((day) => isDue(servedBy(service, limits, day), limits)) ?? null;
}

/** More than anybody serves. */
const MOST_YEARS = 80;

/** As people list them, in whatever order the figures do. */
const byRank = (roles: readonly CadreRole[]) => cadreRoles.filter((role) => roles.includes(role));
