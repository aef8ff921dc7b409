import {
  type GraphQLField,
  type GraphQLInputType,
  getNamedType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { idOf } from '../../schema/ids.ts';
import { besidesOf, type Samples, sampleArguments, sampleOf, typeNamed } from './sample-arguments.ts';
import { isRow } from './selection.ts';

/** A place where a field takes what names a row: an argument, or a field of an input inside one. */
export interface Naming {
  /** Of the field, with the way into its arguments: `County.letters(filter.planId: Plan)`. */
  readonly name: string;
  /** Of the field. */
  readonly coordinate: string;
  readonly field: GraphQLField<unknown, unknown>;
  readonly path: readonly string[];
  /** The type of the rows. */
  readonly type: string;
  readonly nameOf: (row: Row) => string;
}

/** A row by its key, and which it is of the rows that its county keeps of the type. */
export interface Row {
  readonly key: string;
  readonly mark: string;
  readonly index: number;
}

/** Every place where a field takes an id, or a text that names a row. Throws where a text is not known to name one or none. */
export function namingsOf(coordinate: string, field: GraphQLField<unknown, unknown>): Naming[] {
  const found: Naming[] = [];
  const follow = (type: GraphQLInputType, owner: string, path: readonly string[]): void => {
    const target = getNamedType(type);
    if (isInputObjectType(target)) {
      for (const inner of Object.values(target.getFields()))
        follow(inner.type, target.name, [...path, inner.name]);
      return;
    }
    const argument = path.at(-1) ?? '';
    const names =
      target.name === 'ID'
        ? [byId(typeNamed(argument, coordinate))]
        : target.name === 'String' && !coordinate.startsWith('Mutation.')
          ? byText(argument, owner, field)
          : [];
    for (const named of names)
      found.push({
        name: `${coordinate}(${path.join('.')}: ${named.type})`,
        coordinate,
        field,
        path,
        ...named,
      });
  };
  for (const { name, type } of field.args) follow(type, coordinate, [name]);
  return found;
}

type Named = Pick<Naming, 'type' | 'nameOf'>;

const byId = (type: string): Named => ({ type, nameOf: ({ key }) => idOf(type, key) });

function byText(argument: string, owner: string, { type }: GraphQLField<unknown, unknown>): Named[] {
  if (argument === 'after' || argument === 'before') {
    const row = rowOfPage(getNamedType(type));
    return row === null ? [] : [{ type: row, nameOf: ({ key }) => btoa(`GPC:S:${key}`) }];
  }
  const known = texts[`${owner}.${argument}`];
  if (known === undefined && !words.has(argument))
    throw new Error(`Does the text ${argument} of ${owner} name a row, and of which type?`);
  return known ?? [];
}

/** The type of the rows that a connection lists; null: it lists no rows. */
function rowOfPage(connection: unknown): string | null {
  if (!isObjectType(connection)) return null;
  const nodes = connection.getFields()['nodes'];
  const row = nodes && getNamedType(nodes.type);
  return isObjectType(row) && isRow(row) ? row.name : null;
}

const named = (type: string, nameOf: Naming['nameOf']): Named => ({ type, nameOf });
const county = (rest: string) => named('County', ({ mark }) => `${mark}${rest}`);
const school = named('School', ({ mark, index }) => `${mark} school ${index}`);
const teacher = named('Teacher', ({ mark, index }) => `${mark} teacher ${index}`);
const recruit = named('Recruit', ({ mark, index }) => `${mark} recruit ${index}`);

/** Texts that name rows, as `keepMarkedCounty` writes them: by the officer of a county it names the county. */
const texts: Readonly<Record<string, Named[]>> = {
  'Query.county.code': [county('-code')],
  'Query.counties.search': [county(' county')],
  'Query.accounts.search': [county(' officer')],
  'AuditEventFilter.userName': [county(' officer')],
  'SchoolFilter.search': [school],
  'TeacherFilter.staffNumbers': [named('Teacher', ({ mark, index }) => `${mark}-000${index}`)],
  'TeacherFilter.search': [teacher],
  'MoveFilter.search': [teacher],
  'ReasonFilter.search': [teacher],
  'PointsFilter.search': [teacher],
  'LetterFilter.search': [teacher, recruit],
  'RecruitFilter.search': [recruit],
  'PlacementFilter.search': [recruit],
  'RecruitReasonFilter.search': [recruit],
};

/** Texts that name no row: words of the field and of the software, and what is published for everybody. */
const words = new Set([
  ...['subject', 'subjects', 'certifiedIn', 'code', 'codes', 'rules', 'entities', 'actions', 'month'],
  // Of published figures, which everybody reads.
  'county',
]);

/** Arguments as of `sampleArguments`, with a value at the place of a naming. */
export function argumentsNaming({ coordinate, field, path }: Naming, value: string, samples: Samples) {
  const [first = '', ...rest] = path;
  const { text, definitions, variables } = sampleArguments(field, samples, coordinate, [
    ...besidesOf(coordinate),
    first,
  ]);
  const type = field.args.find(({ name }) => name === first)?.type;
  if (!type) throw new Error(`${coordinate} takes no ${first}.`);
  return {
    text,
    definitions,
    variables: {
      ...variables,
      ...instead[`${coordinate}.${first}`],
      [first]: put(type, rest, value, samples, coordinate),
    },
  };
}

function put(
  type: GraphQLInputType,
  path: readonly string[],
  value: string,
  samples: Samples,
  coordinate: string,
): unknown {
  if (isNonNullType(type)) return put(type.ofType, path, value, samples, coordinate);
  if (isListType(type)) return [put(type.ofType, path, value, samples, coordinate)];
  const [next, ...rest] = path;
  if (next === undefined) return value;
  const inner = isInputObjectType(type) ? type.getFields()[next] : undefined;
  if (!inner) throw new Error(`There is no ${next} in ${String(type)}.`);
  return {
    ...Object(sampleOf(type, next, samples, coordinate)),
    ...instead[`${String(type)}.${next}`],
    [next]: put(inner.type, rest, value, samples, coordinate),
  };
}

/** What stands beside an argument that goes with no other, or with another word. */
const instead: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'Mutation.submitObjection.schoolId': { teacherId: null },
  'GrantInput.provinceId': { countyId: null, role: 'PROVINCE_OFFICER' },
  'GrantInput.schoolId': { countyId: null, role: 'PRINCIPAL' },
  'GrantInput.teacherId': { countyId: null, role: 'TEACHER' },
};
