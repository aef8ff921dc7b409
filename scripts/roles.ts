import { isInterfaceType, isObjectType } from 'graphql';
import { schema } from '../schema/index.ts';
import {
  columns,
  type Line,
  open,
  operations,
  type Reach,
  roleNames,
  rowsOfTypes,
} from '../schema/role-matrix.ts';

/** docs/roles.md: the matrix of roles, every operation and every column of every row by its name. */
export async function printRoles(): Promise<string> {
  return [
    '# Roles',
    '',
    'Who may do and read what. Printed from `schema/role-matrix.ts` by `npm run print`; `test/schema/role-matrix.test.ts` holds it against the schema and against what the schema answers to each role, for every operation, type of row and column; `test/schema/foreign-ids.test.ts` names rows that a role does not read wherever a row can be named. An operation or a type without a line fails the build.',
    '',
    '| word | of which rows |',
    '| --- | --- |',
    ...Object.entries(words).map(([reach, text]) => `| ${reach} | ${text} |`),
    '',
    'What is not read is answered as if it did not exist: null, an empty list, `NotFound`; whoever may read a row but not act on it is told `NotAllowed`. Whoever has several roles may what any of them may.',
    '',
    '## Operations',
    '',
    ...head('operation'),
    ...Object.entries(operations)
      .sort(([a], [b]) => order(a) - order(b) || (a < b ? -1 : 1))
      .map(([name, line]) => row(`\`${name}\`${open.has(name) ? ' (no login needed)' : ''}`, line)),
    '',
    '## Rows and columns',
    '',
    'A column that has no line of its own is read by whoever reads its row; lists of other rows hold those that the reader may see. What is no row of its own (an exemption, a window, a figure) goes with the column it stands in.',
    '',
    ...Object.keys(rowsOfTypes).sort().flatMap(ofType),
    '',
  ]
    .join('\n')
    .replace(/\n+$/, '\n');
}

const words: Readonly<Record<Reach, string>> = {
  all: 'every row of the county; of a province officer: of every county of the province',
  own: 'a principal’s own school and those who serve, are registered or arrive there; by the id, or by the row that tells of them, also whom that school has hosted, sent away, held back or had a letter about; a teacher’s own record',
  self: 'one’s own account, and what waits for oneself',
  administered:
    'accounts that the bearer of an administrator mark keeps: an HR officer’s those of the county, a province officer’s those over the province and its inspectors; without the mark none',
  published: 'as own, of plans that are provisional or final',
  'in-part': 'every row the role reads, but for what it tells of health, family and age',
  masked:
    'every row, or the own school’s, shortened so far that it tells no more than which is which; in clear by `revealPersonalData`, with a deed in the record',
  none: '',
};

const order = (name: string): number =>
  ['Query', 'Mutation', 'Subscription'].indexOf(name.split('.')[0] ?? '');
const head = (what: string) => [
  `| ${what} | ${roleNames.join(' | ')} |`,
  `| --- |${roleNames.map(() => ' --- |').join('')}`,
];
const row = (name: string, line: Line): string =>
  `| ${name} | ${roleNames.map((role) => (line[role] === 'none' ? '–' : line[role])).join(' | ')} |`;

function ofType(name: string): string[] {
  const line = rowsOfTypes[name];
  const type = schema.getType(name);
  if (line === undefined || !isObjectType(type) || isInterfaceType(type))
    throw new Error(`${name} is no row.`);
  const fields = Object.keys(type.getFields());
  const special = fields.filter((field) => columns[`${name}.${field}`] !== undefined);
  const others = fields.filter((field) => !special.includes(field));
  return [
    `### ${name}`,
    '',
    ...head('column'),
    row(`rows; ${others.map((field) => `\`${field}\``).join(' ')}`, line),
    ...special.map((field) => row(`\`${field}\``, columns[`${name}.${field}`] ?? line)),
    '',
  ];
}
