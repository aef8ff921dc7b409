// @vitest-environment jsdom
import { renderToStaticMarkup } from 'react-dom/server';
import { beforeAll, expect, test } from 'vitest';
import { FileField } from '../../web/features/import/file-field.tsx';
import { startLanguage } from '../../web/ui/language.ts';

beforeAll(async () => {
  await startLanguage();
});

test('what may be dropped may be chosen too: a packed table', () => {
  const markup = renderToStaticMarkup(<FileField file={undefined} disabled={false} onFile={() => {}} />);
  expect(markup).toContain('accept=".xlsx,.csv,.gz"');
});
