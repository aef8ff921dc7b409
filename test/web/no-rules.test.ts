import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

// No page decides what the API decides: what a plan is worth, which day a rule begins, who may do what. What this looks for is what
// pages once did; a rule it finds wants a field of the API.

const web = fileURLToPath(new URL('../../web/', import.meta.url));

const rules: readonly { readonly decides: string; readonly by: RegExp }[] = [
  { decides: 'whether there is a plan, by its status (ask `found`)', by: /\bstatus\s*[!=]==?\s*'/ },
  {
    decides: 'what is in force, open or overdue, by comparing days with today (ask the field that says so)',
    by: /(?:(?<![=-])[<>]=?\s*today\b(?!\s*=>)(?!<)|\btoday\s*[<>]=?\s*\w)/,
  },
  // A form may begin with a day or a year that is likely; nothing is decided by it.
  {
    decides: 'when a school year or a term begins (ask `schoolYear`, `termEndsOn`)',
    by: /[<>]=?\s*['"`]\d\d-\d\d['"`]|\bmonth\s*(?:>=?|<)\s*[39]\b/,
  },
  { decides: 'how old is old (ask `ageBand`)', by: /\bage\s*[<>]=?\s*\d|born\.slice\(/ },
  {
    decides: 'whether an act is open, by a state (ask what the reader may do)',
    by: /\bstate\s*!==\s*'CLOSED'|\bstate\s*[!=]==\s*'(?:SUBMITTED|APPROVED|FINAL|PROVISIONAL)'\s*(?:\|\||&&|\?\s*(?:\(|null))/,
  },
  {
    decides: 'what a move is good for, by its form (ask `pinnable`, `letterKinds`)',
    by: /\bform\s*[!=]==\s*'/,
  },
  {
    decides: 'whether a move by hand changes the plan itself (ask `editedInPlace`)',
    by: /\bbyHand\s*&&|&&\s*(?:\w+\.)?byHand\b/,
  },
  { decides: 'which way of a goal is better, by its sense (ask `worse`)', by: /\bsense\s*[!=]==\s*'/ },
];

/** What of the rules a text decides, with the line. */
const decided = (text: string): string[] =>
  text
    .split('\n')
    .flatMap((line, at) =>
      rules
        .filter(({ by }) => by.test(line))
        .map(({ decides }) => `${at + 1} decides ${decides}: ${line.trim()}`),
    );

const pages = ['features', 'ui'].flatMap((folder) =>
  readdirSync(join(web, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.startsWith('words'))
    .map((name) => join(folder, name)),
);

test('no page decides what the API decides', () => {
  expect(pages.length).toBeGreaterThan(200);
  expect(
    pages.flatMap((page) =>
      decided(readFileSync(join(web, page), 'utf8')).map((found) => `${page}:${found}`),
    ),
  ).toEqual([]);
});

test.each([
  "const exists = plan.status === 'OPTIMAL' || plan.status === 'FEASIBLE';",
  'policies.find(({ effectiveFrom }) => effectiveFrom <= today)',
  'reportBy && reportBy < today ? overdue : null',
  'today > until ? past : open',
  "const present = year - (today.slice(5) < '09-01' ? 1 : 0);",
  'if (month >= 3 && month < 9) return summer;',
  'year - Number(born.slice(0, 4))',
  'ages.filter((age) => age >= 50)',
  "{state === 'SUBMITTED' ? (",
  "{hears && state === 'SUBMITTED' && <Form />}",
  "mayEdit && round.state !== 'CLOSED'",
  "to={form === 'RETURN' ? undefined : to}",
  "const worse = sense === 'MINIMISE' ? value > other : value < other;",
  "t(plan.byHand && plan.state === 'DRAFT' ? 'hand.here' : 'hand.branches')",
])('and one that does is found: %s', (line) => expect(decided(`\n${line}\n`)).toHaveLength(1));

test.each([
  "t(state === 'CANCELLED' ? 'postings.state.CANCELLED' : 'dash')",
  'const later = (day: string) => today;',
  '<Late rounds={rounds} today={today} />',
  '<span data-status={status}>{nameOf(status)}</span>',
])('what only shows a state or passes a day on is left alone: %s', (line) =>
  expect(decided(line)).toEqual([]),
);
