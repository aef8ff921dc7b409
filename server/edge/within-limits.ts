import { GraphQLError, Lexer, Source, TokenKind } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { beyond, limits } from './limits.ts';
import { holdToLimits } from './size.ts';

/**
 * Refuses what passes the limits: the text and the variables before they are parsed, the document before it is validated, as
 * some rules of GraphQL itself take long over many fields.
 */
export const withinLimits: Plugin = {
  onParams({ params: { query, variables }, setResult }) {
    const fault = (typeof query === 'string' ? faultOfText(query) : undefined) ?? faultOfVariables(variables);
    if (fault !== undefined) setResult({ errors: [fault] });
  },
  // Thrown, and not a result of validation: that is kept for the document, whatever its variables.
  onValidate({ context, params: { schema, documentAST } }) {
    holdToLimits(schema, documentAST, context['params']?.variables);
  },
};

const opening: readonly string[] = [TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L];
const closing: readonly string[] = [TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R];

/** Reads no further than the limits. A text that cannot be read is for the parser to tell. */
function faultOfText(query: string): GraphQLError | undefined {
  const lexer = new Lexer(new Source(query));
  try {
    let depth = 0;
    for (let tokens = 1; lexer.advance().kind !== TokenKind.EOF; tokens += 1) {
      const { kind, value } = lexer.token;
      if (tokens > limits.tokens) return beyond(`A request may have ${limits.tokens} tokens.`);
      if (opening.includes(kind)) depth += 1;
      if (closing.includes(kind)) depth -= 1;
      if (depth > limits.nesting) return nestedTooDeep();
      if (value?.includes(nul)) return holdsNul();
    }
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
  }
  return undefined;
}

/** Level by level: what is nested deep would end a function that calls itself. */
function faultOfVariables(variables: unknown): GraphQLError | undefined {
  let level: unknown[] = [variables];
  for (let depth = 0; level.length > 0; depth += 1) {
    const next: unknown[] = [];
    for (const value of level) {
      if (typeof value === 'string' && value.includes(nul)) return holdsNul();
      // A file has no values of its own to look at.
      if (typeof value !== 'object' || value === null || 'arrayBuffer' in value) continue;
      if (depth > limits.nesting) return nestedTooDeep();
      for (const [name, inner] of Object.entries(value)) next.push(name, inner);
    }
    level = next;
  }
  return undefined;
}

const nestedTooDeep = () =>
  beyond(`Brackets, lists and objects may be ${limits.nesting} deep within one another.`);

/** PostgreSQL keeps no text with one in it, and nobody means one. */
const nul = '\u0000';

const holdsNul = () =>
  new GraphQLError('A text holds the character U+0000 (NUL), which no text may hold.', {
    extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } },
  });
