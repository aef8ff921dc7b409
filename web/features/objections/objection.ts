import type { ObjectionQuery } from '../../graphql/generated/graphql.ts';

export type Objection = Extract<NonNullable<ObjectionQuery['node']>, { readonly __typename: 'Objection' }>;
