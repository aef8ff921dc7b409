import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { pageSize } from '../../schema/builder.ts';
import { beyond, limits } from './limits.ts';

/**
 * Throws where a document asks for more than the limits allow, as it will be executed: fragments expanded, `first` and `last` taken from
 * the variables, and a list that is told neither at its usual length. Stops at the first limit passed, so that it takes no longer than they do.
 */
export function holdToLimits(schema: GraphQLSchema, document: DocumentNode, variables: unknown): void {
  const tally = {
    selections: counter(limits.selections, 'selections, fragments expanded'),
    aliases: counter(limits.aliases, 'aliases, fragments expanded'),
    directives: counter(limits.directives, 'directives, fragments expanded'),
  };
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const part of document.definitions)
    if (part.kind === Kind.FRAGMENT_DEFINITION) fragments.set(part.name.value, part);
  const reached = new Set<FragmentDefinitionNode>();

  /** How many values are answered at most. */
  const valuesOf = ({ selections }: SelectionSetNode, place: Place): number => {
    let values = 0;
    for (const one of selections) {
      tally.selections(1);
      tally.directives(one.directives?.length ?? 0);
      if (one.kind === Kind.FIELD) values += valuesOfField(one, place);
      else if (one.kind === Kind.INLINE_FRAGMENT) {
        const type = one.typeCondition ? schema.getType(one.typeCondition.name.value) : place.type;
        values += valuesOf(one.selectionSet, { ...place, type });
      } else {
        const fragment = fragments.get(one.name.value);
        if (fragment === undefined) continue;
        if (place.within.includes(fragment)) throw beyond('A fragment holds itself.');
        values += valuesOfFragment(fragment, place);
      }
    }
    return values;
  };
  const valuesOfFragment = (fragment: FragmentDefinitionNode, place: Place): number => {
    reached.add(fragment);
    const type = schema.getType(fragment.typeCondition.name.value);
    return valuesOf(fragment.selectionSet, { ...place, type, within: [...place.within, fragment] });
  };
  const valuesOfField = (node: FieldNode, place: Place): number => {
    // The name of a type costs nothing, under whatever name.
    tally.aliases(node.alias === undefined || node.name.value === '__typename' ? 0 : 1);
    if (place.depth > place.deepest) throw beyond(`A request may be ${place.deepest} levels deep.`);
    const spot = meet(place, (node.alias ?? node.name).value);
    const field = fieldOf(place.type, node.name.value);
    const own = field && pageOf(field, node, place.operation, variables);
    const inList = field !== undefined && isListType(getNullableType(field.type));
    const times = inList ? (own ?? place.page ?? (node.selectionSet ? limits.wholeList : 1)) : 1;
    if (node.selectionSet === undefined) return times;
    const inside = valuesOf(node.selectionSet, {
      ...place,
      type: field && getNamedType(field.type),
      spot,
      depth: place.depth + 1,
      deepest: node.name.value.startsWith('__') ? limits.introspectionDepth : place.deepest,
      page: inList ? undefined : own,
    });
    return times * (1 + inside);
  };

  for (const part of document.definitions) {
    if (part.kind !== Kind.OPERATION_DEFINITION) continue;
    tally.directives(part.directives?.length ?? 0);
    const values = valuesOf(part.selectionSet, start(schema.getRootType(part.operation), part));
    if (values > limits.values)
      throw beyond(
        `A request may ask for ${limits.values} values, and this one may be answered with ${values}.`,
      );
  }
  // Nothing spreads these; validation looks at them all the same.
  for (const fragment of fragments.values())
    if (!reached.has(fragment)) valuesOfFragment(fragment, start(undefined, undefined));
}

/** Where a selection stands. */
interface Place {
  /** Undefined: unknown to the schema, which is for validation to tell. */
  readonly type: unknown;
  readonly operation: OperationDefinitionNode | undefined;
  readonly spot: Spot;
  /** Levels of fields, 1 at the top. */
  readonly depth: number;
  readonly deepest: number;
  /** How many rows the lists of this connection have; undefined: this is no connection. */
  readonly page: number | undefined;
  readonly within: readonly FragmentDefinitionNode[];
}

/** A place of the answer, where selections of several fragments meet. */
interface Spot {
  fields: number;
  readonly inside: Map<string, Spot>;
  /** How often it is asked for, by the type it is asked of. */
  readonly asked: Map<unknown, number>;
}

const newSpot = (): Spot => ({ fields: 0, inside: new Map(), asked: new Map() });

const start = (type: unknown, operation: OperationDefinitionNode | undefined): Place => ({
  type,
  operation,
  spot: newSpot(),
  depth: 1,
  deepest: limits.depth,
  page: undefined,
  within: [],
});

function meet({ spot, type }: Place, name: string): Spot {
  spot.fields += 1;
  if (spot.fields > limits.fields)
    throw beyond(`A selection may have ${limits.fields} fields, fragments expanded.`);
  const inside = spot.inside.get(name) ?? newSpot();
  spot.inside.set(name, inside);
  const asked = (inside.asked.get(type) ?? 0) + 1;
  inside.asked.set(type, asked);
  if (asked > limits.equal) throw beyond(`A field may be asked for ${limits.equal} times in one place.`);
  return inside;
}

function counter(most: number, what: string): (more: number) => void {
  let sum = 0;
  return (more) => {
    sum += more;
    if (sum > most) throw beyond(`A request may have ${most} ${what}.`);
  };
}

const fieldOf = (type: unknown, name: string): GraphQLField<unknown, unknown> | undefined =>
  isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;

/** How many rows a list is asked for; undefined: it takes neither `first` nor `last`. The server never answers more than its longest page. */
function pageOf(
  { args }: GraphQLField<unknown, unknown>,
  node: FieldNode,
  operation: OperationDefinitionNode | undefined,
  variables: unknown,
): number | undefined {
  const pages = args.filter(({ name }) => name === 'first' || name === 'last');
  if (pages.length === 0) return undefined;
  const asked = pages.map(({ name, defaultValue }) => {
    const value = node.arguments?.find((one) => one.name.value === name)?.value;
    if (value?.kind === Kind.INT) return Number(value.value);
    const said =
      value?.kind === Kind.VARIABLE ? variableOf(value.name.value, operation, variables) : undefined;
    return said ?? (typeof defaultValue === 'number' ? defaultValue : undefined);
  });
  const told = asked.filter((rows) => rows !== undefined);
  return told.length === 0 ? pageSize.usual : Math.min(Math.max(1, ...told), pageSize.most);
}

function variableOf(
  name: string,
  operation: OperationDefinitionNode | undefined,
  variables: unknown,
): number | undefined {
  const given = Object.entries(variables ?? {}).find(([key]) => key === name)?.[1];
  if (typeof given === 'number') return given;
  const definition = operation?.variableDefinitions?.find(({ variable }) => variable.name.value === name);
  return definition?.defaultValue?.kind === Kind.INT && given === undefined
    ? Number(definition.defaultValue.value)
    : undefined;
}
