import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  getNamedType,
  isLeafType,
  isObjectType,
  isUnionType,
} from 'graphql';
import { literalArguments, type Samples } from './sample-arguments.ts';

/**
 * Everything of a type as far as the next rows, and of those their ids: its leaves, the values it holds, and what it leads to, one
 * by one and in lists with their counts. What has to be asked with arguments is asked with samples.
 */
export function selection(type: GraphQLNamedType, samples: Samples): string {
  if (isUnionType(type)) {
    const members = type.getTypes().map((one) => `... on ${one.name} ${reached(one, samples)}`);
    return `{ __typename ${members.join(' ')} }`;
  }
  return isObjectType(type) ? within(type, samples) : '';
}

/** The same of a row itself. */
export function within(
  type: GraphQLObjectType,
  samples: Samples,
  above: readonly string[] = [type.name],
): string {
  const fields = Object.values(type.getFields()).filter(({ name }) => !isOfPage(type, name));
  return `{ __typename ${fields.flatMap((field) => part(type, field, samples, above)).join(' ')} }`;
}

function part(
  type: GraphQLObjectType,
  field: GraphQLField<unknown, unknown>,
  samples: Samples,
  above: readonly string[],
): string[] {
  const asked = `${field.name}${literalArguments(field, samples, `${type.name}.${field.name}`)}`;
  const target = getNamedType(field.type);
  if (isLeafType(target)) return [asked];
  if (isObjectType(target) && isRow(target)) return [`${asked} { __typename id }`];
  // A value that holds another of its own kind.
  if (above.includes(target.name)) return [];
  if (isObjectType(target)) return [`${asked} ${within(target, samples, [...above, target.name])}`];
  return [`${asked} ${selection(target, samples)}`];
}

const reached = (type: GraphQLObjectType, samples: Samples): string =>
  isRow(type) ? '{ id }' : within(type, samples);

/** A page says the same thrice: its rows are told as `nodes`, with their count. */
const isOfPage = ({ name }: GraphQLObjectType, field: string): boolean =>
  name.endsWith('Connection') && (field === 'edges' || field === 'pageInfo');

export const isRow = (type: GraphQLObjectType): boolean =>
  type.getInterfaces().some(({ name }) => name === 'Node');
