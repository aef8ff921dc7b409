import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  isUnionType,
} from 'graphql';
import { schema } from '../../schema/index.ts';
import type { Draw } from './draw.ts';

export interface Operation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * An operation that the schema allows, with arguments that make more or less sense: one root field with some of what it leads to.
 * `ids` are ids of rows there are; `without` names root fields that are not asked.
 */
export function randomOperation(draw: Draw, ids: readonly string[], without: ReadonlySet<string>): Operation {
  const mutates = draw.chance(0.4);
  const root = mutates ? schema.getMutationType() : schema.getQueryType();
  const fields = Object.values(root?.getFields() ?? {}).filter(
    ({ name, args }) => !without.has(name) && !args.some(({ type }) => getNamedType(type).name === 'File'),
  );
  const asking = new Asking(draw, ids);
  const body = asking.field(draw.pick(fields), 3);
  const declared = asking.declared.length === 0 ? '' : `(${asking.declared.join(', ')})`;
  return {
    query: `${mutates ? 'mutation' : 'query'} ${declared} { ${body} }`,
    variables: asking.variables,
  };
}

/** How often an argument that may be left out is. */
const leftOut = 0.6;

class Asking {
  readonly declared: string[] = [];
  readonly variables: Record<string, unknown> = {};
  readonly #draw: Draw;
  readonly #ids: readonly string[];

  constructor(draw: Draw, ids: readonly string[]) {
    this.#draw = draw;
    this.#ids = ids;
  }

  field(field: GraphQLField<unknown, unknown>, depth: number, alias = ''): string {
    const target = getNamedType(field.type);
    const given = field.args.filter((arg) => isRequiredArgument(arg) || !this.#draw.chance(leftOut));
    const args = given.length === 0 ? '' : `(${given.map((arg) => this.#argument(arg)).join(', ')})`;
    return `${alias}${field.name}${args} ${isLeafType(target) ? '' : this.#selection(target, depth)}`;
  }

  #argument({ name, type }: GraphQLArgument): string {
    const variable = `v${this.declared.length}`;
    this.declared.push(`$${variable}: ${String(type)}`);
    this.variables[variable] = this.#value(type);
    return `${name}: $${variable}`;
  }

  #selection(type: GraphQLNamedType, depth: number): string {
    if (isUnionType(type) || isInterfaceType(type)) {
      const members = this.#draw.shuffled([...schema.getPossibleTypes(type)]).slice(0, 4);
      return `{ __typename ${members.map((one) => `... on ${one.name} ${this.#fields(one, depth)}`).join(' ')} }`;
    }
    return isObjectType(type) ? this.#fields(type, depth) : '{ __typename }';
  }

  #fields(type: GraphQLObjectType, depth: number): string {
    const open = Object.values(type.getFields()).filter(
      ({ type: target }) => depth > 0 || isLeafType(getNamedType(target)),
    );
    const asked = this.#draw.shuffled(open).slice(0, this.#draw.int(1, 5));
    const parts = asked.map((field) =>
      // Under a name of its own: members of a union may tell other things by the same name.
      this.field(field, depth - 1, `${type.name}_${field.name}: `),
    );
    return `{ __typename ${parts.join(' ')} }`;
  }

  #value(type: GraphQLInputType): unknown {
    if (isNonNullType(type)) return this.#value(type.ofType);
    if (isListType(type)) return Array.from({ length: this.#draw.int(0, 3) }, () => this.#value(type.ofType));
    if (isEnumType(type)) return this.#draw.pick(type.getValues()).name;
    if (isInputObjectType(type))
      return Object.fromEntries(
        Object.values(type.getFields())
          .filter((field) => isRequiredInputField(field) || !this.#draw.chance(leftOut))
          .map((field) => [field.name, this.#value(field.type)]),
      );
    return this.#draw.pick(this.#choices(type.name));
  }

  #choices(name: string): readonly unknown[] {
    return name === 'ID'
      ? [...this.#draw.shuffled([...this.#ids]).slice(0, 8), ...(scalars['ID'] ?? [])]
      : (scalars[name] ?? [null]);
  }
}

const scalars: Readonly<Record<string, readonly unknown[]>> = {
  ID: ['', 'x', 'VGVhY2hlcjp4', '李', 'a'.repeat(3_000)],
  String: [
    '',
    ' ',
    'Jia-code',
    'music',
    '李',
    "'; DROP TABLE x; --",
    '%_\\',
    '💥',
    '2026-09',
    'x'.repeat(2_000),
  ],
  Int: [-2_147_483_648, -1, 0, 1, 2, 50, 201, 2026, 2_147_483_647],
  Float: [-1e308, -0.5, 0, 0.1, 79.99, 1e308],
  Boolean: [true, false],
  Day: ['2026-09-01', '2026-02-28', '0001-01-01', '9999-12-31', '2026-02-30', 'x'],
  DateTime: ['2026-09-01T00:00:00Z', '9999-12-31T23:59:59Z', 'x'],
  JSON: [null, 0, 'x', [], {}, { rules: { tenure: { years: -1 } } }, { stayMonths: 'x' }, [[[]]]],
};
