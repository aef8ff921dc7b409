import { printSchema as print } from 'graphql';
import { schema } from '../schema/index.ts';

/** The text of schema/schema.graphql, as the code has it now. */
export const printSchema = async (): Promise<string> => `${print(schema)}\n`;
