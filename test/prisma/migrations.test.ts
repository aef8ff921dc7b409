import { expect, test } from 'vitest';
import { schemaDiff } from '../../scripts/schema-diff.ts';

test('a database made by the migrations is the one schema.prisma describes', async () => {
  expect(await schemaDiff()).toBe('');
});
