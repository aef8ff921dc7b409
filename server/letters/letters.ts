import type { Database } from '../../prisma/client.ts';
import type { Letters } from '../../schema/letter-acts.ts';
import { addTemplate } from './add-template.ts';
import { missingGlyphs } from './fonts.ts';
import { issue } from './issue.ts';
import { preview } from './preview.ts';
import { shipped } from './shipped.ts';
import { voidLetter } from './void.ts';

export const createLetters = ({ database }: { readonly database: Database }): Letters => ({
  issue: (viewer, input, today) => issue(database, viewer, input, today),
  void: (viewer, letterId, version, reason) => voidLetter(database, viewer, letterId, version, reason),
  addTemplate: (viewer, input) => addTemplate(database, viewer, input),
  preview: (input) => preview(database, input),
  missingGlyphs,
  shipped,
});
