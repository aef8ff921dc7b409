import type { EnvelopArmorPlugin } from '@escape.tech/graphql-armor';
import { GraphQLError, type ValidationRule } from 'graphql';
import type { Plugin } from 'graphql-yoga';

/** How large a request may be. The console's own documents are held to these by a test. */
export const limits = {
  /** Of a body that is no upload. */
  bodyBytes: 512 * 1024,
  /** Fields in one selection: merging equal ones takes time with the square of their number. */
  fields: 150,
  armor: {
    // A fragment is no level of the answer.
    maxDepth: { n: 14, flattenFragments: true },
    maxAliases: { n: 30 },
    maxDirectives: { n: 30 },
    maxTokens: { n: 2_000 },
    costLimit: { maxCost: 200_000 },
    blockFieldSuggestion: { mask: '' },
  } satisfies Parameters<typeof EnvelopArmorPlugin>[0],
};

const fewFields: ValidationRule = (context) => ({
  SelectionSet({ selections }) {
    if (selections.length > limits.fields)
      context.reportError(
        new GraphQLError(`A selection may have ${limits.fields} fields, and one has ${selections.length}.`),
      );
  },
});

/** PostgreSQL keeps no text with a NUL in it, and nobody means one. */
export const noNul: Plugin = {
  onParams({ params, setResult }) {
    if (!/\\u0000/.test(JSON.stringify([params.query, params.variables]))) return;
    const message = 'A text holds the character U+0000 (NUL), which no text may hold.';
    setResult({ errors: [new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } })] });
  },
};

/** Looked at before the rules of GraphQL itself, some of which take long over many fields. */
export const mostFields: Plugin = {
  onValidate({ setValidationFn, validateFn }) {
    setValidationFn((schema, document, rules, ...rest) => {
      const many = validateFn(schema, document, [fewFields]);
      return many.length > 0 ? many : validateFn(schema, document, rules, ...rest);
    });
  },
};
