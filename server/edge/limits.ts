import { GraphQLError } from 'graphql';

/** How large a request may be. The console's own documents are held to these by a test. */
export const limits = {
  /** Of a body that is no upload. */
  bodyBytes: 512 * 1024,
  tokens: 2_000,
  /** Brackets within one another in a text, and lists and objects within one another in its variables. */
  nesting: 100,
  /** Levels of fields; a fragment is none. */
  depth: 14,
  /** What GraphiQL asks of the schema is deeper. */
  introspectionDepth: 16,
  /** Fields and fragments of a whole request, as often as they are spread. */
  selections: 1_000,
  /** Fields of one place of the answer: merging them takes time with the square of their number. */
  fields: 150,
  /** How often one field may be asked for in one place. */
  equal: 12,
  aliases: 30,
  directives: 30,
  /** How many rows a list counts for that is always answered whole. */
  wholeList: 5,
  /** What may be answered at most, each list as long as it is asked for. */
  values: 100_000,
};

/** Larger than that: refused whatever kind of answer the asker takes. */
export const beyond = (message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code: 'LIMIT_EXCEEDED', http: { status: 400 } } });
