import * as z from 'zod';

/**
 * What a paper is made of, from top to bottom. `list` stands for the table of a notice; every other block has a text. Rows that
 * follow one another are one table; one without a text is left blank to be filled in by hand.
 */
const blockKinds = ['title', 'reference', 'to', 'text', 'row', 'list', 'note', 'sign', 'date'] as const;

/**
 * All that a list for the notice board may tell of a person: no other column can be asked for. Health, family, identity, age,
 * staff numbers, points and wishes are none of the public's business (PIPL art. 6, 28).
 */
const listColumns = ['number', 'name', 'from', 'to', 'subject', 'form'] as const;

const block = z.object({
  as: z.enum(blockKinds),
  /** Head of a row; else empty. */
  label: z.string().default(''),
  text: z.string().default(''),
});

/** A template as it is kept. */
export const templateText = z.object({
  /** How a number is written, as in `{mark}教派〔{year}〕{serial}号`. */
  reference: z.string(),
  /** Of a notice: whether names stand in public whole, or with their middle masked. */
  names: z.enum(['masked', 'whole']).default('masked'),
  /** Of a notice: its columns. */
  columns: z.array(z.enum(listColumns)).default([]),
  blocks: z.array(block),
});

/** What is kept of a paper: nothing it says is looked up again. */
export const letterBody = z.object({
  /** Version of the template, 0 for the one that comes with the software. */
  template: z.object({ version: z.number(), text: templateText }),
  /** What the placeholders stood for. */
  facts: z.record(z.string(), z.string()),
  blocks: z.array(block),
  /** Of a notice: its heads and rows as they stand in public. */
  list: z.object({ heads: z.array(z.string()), rows: z.array(z.array(z.string())) }).nullable(),
});

export type BlockKind = (typeof blockKinds)[number];
export type ListColumn = (typeof listColumns)[number];
export type Block = z.infer<typeof block>;
export type TemplateText = z.infer<typeof templateText>;
export type LetterBody = z.infer<typeof letterBody>;
