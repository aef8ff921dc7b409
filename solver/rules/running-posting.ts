import * as z from 'zod';
import { plusDays } from '../calendar.ts';
import type { CircuitOnFile } from '../problem.ts';
import { type Bar, defineRule } from './rule.ts';

/**
 * Running posting
 *
 * A teacher on a posting that has not run out stays where it led: it is served to its end, or extended by the host's
 * assessment. Who comes back from one this year has moved already. So does a teacher who gives days of the week elsewhere
 * by circuit teaching on file: who leaves would leave two schools. Holds whatever the policy says.
 *
 * Source: a posting lasts two or three years, may be prolonged by need, and who fails the assessment is kept on
 * (domain A3, A6).
 */
export const runningPosting = defineRule({
  name: 'running-posting',
  title: { zh: '交流期未满', en: 'Posting still running' },
  unit: 'teachers',
  source: {
    zh: '各地规定：交流期限两至三年，可视需要延长',
    en: 'Postings last two or three years by local rule and may be prolonged by need',
  },
  level: 'law',
  always: true,
  clause: '交流期未满的教师不再安排交流',
  settings: z.strictObject({}),

  states: () => ({
    zh: '正在交流、期限未满的教师留在交流学校。',
    en: 'Teachers on a posting that has not run out stay where it led.',
  }),

  bars({ returns, onCircuit }, _settings, teacher) {
    const { posting, serving } = teacher;
    if (returns.has(teacher)) return comesBack(serving.since);
    if (!posting) return onCircuits(onCircuit(teacher.id));
    const { since, until } = posting;
    if (until === undefined) {
      return {
        amount: 1,
        figures: { since, until: null, from: null },
        text: {
          zh: `自${since}起在外交流，期限未定。`,
          en: `On a posting since ${since}, its end not yet set.`,
        },
      };
    }
    const from = plusDays(until, 1);
    return {
      amount: 1,
      figures: { since, until, from },
      text: {
        zh: `自${since}起在外交流，至${until}期满；${from}起满足本条（其他条件届时另行核查）。`,
        en: `On a posting since ${since} until ${until}; this rule is met from ${from} (the others are checked then).`,
      },
    };
  },
});

/** Until the last of them ends. */
function onCircuits(circuits: readonly CircuitOnFile[]): Bar | null {
  const [since = null] = circuits.map(({ from }) => from).toSorted();
  if (since === null) return null;
  const ends = circuits.flatMap(({ until }) => until ?? []);
  const until = ends.length < circuits.length ? null : (ends.toSorted().at(-1) ?? null);
  if (until === null) {
    return {
      amount: 1,
      figures: { since, until, from: null },
      text: {
        zh: `自${since}起在外走教，期限未定。`,
        en: `Teaches elsewhere on set days since ${since}, the end not yet set.`,
      },
    };
  }
  const from = plusDays(until, 1);
  return {
    amount: 1,
    figures: { since, until, from },
    text: {
      zh: `自${since}起在外走教，至${until}止；${from}起满足本条（其他条件届时另行核查）。`,
      en: `Teaches elsewhere on set days since ${since} until ${until}; this rule is met from ${from} (the others are checked then).`,
    },
  };
}

const comesBack = (since: string): Bar => ({
  amount: 1,
  figures: { since, until: null, from: null },
  text: {
    zh: `交流期满，自${since}起返回原校，本学年不再安排交流。`,
    en: `Comes back from a posting on ${since}, and is not sent again in the same school year.`,
  },
});
