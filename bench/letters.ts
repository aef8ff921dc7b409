import { strFromU8, unzipSync } from 'fflate';
import { fill } from '../server/letters/compose.ts';
import { sampleValues } from '../server/letters/facts.ts';
import type { Page } from '../server/letters/page.ts';
import { print } from '../server/letters/print.ts';
import { shipped } from '../server/letters/shipped.ts';
import { pagesOf, textIn } from '../test/server/letters/read-pdf.ts';
import { type BenchCase, hold, type Measured } from './case.ts';
import { watched } from './server.ts';

/** A round’s letters in one file, from the order to the bytes: the thread that prints is started cold. */
export const letters: readonly BenchCase[] = [
  {
    name: 'letters-docx-300',
    size: '300 letters',
    checks: 'every name in the document, each letter on a page of its own',
    limit: { seconds: 3, heldUp: 200 },
    run: () => printed('docx'),
  },
  {
    name: 'letters-pdf-300',
    size: '300 letters',
    checks: 'every name in the text of the PDF, 300 pages, two fonts embedded',
    limit: { seconds: 6, heldUp: 200 },
    run: () => printed('pdf'),
  },
  {
    name: 'letters-zip-300',
    size: '300 letters',
    checks: 'every name in the document of that name, two fonts embedded in each',
    limit: { seconds: 15, heldUp: 200 },
    run: zipped,
  },
];

/** 300 people of as many names. */
const names = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许'].flatMap((surname) =>
  [...'晓兰伟芳娜敏静丽强磊军洋勇艳杰'].map((given, at) => surname + given + '华明国文'.charAt(at % 4)),
);

const pages = (): readonly Page[] =>
  names.map((teacher, at) => {
    const key = { kind: 'dispatch', language: 'zh-CN' } as const;
    const reference = `永教派〔2026〕${at + 1}号`;
    const values = { ...sampleValues(key.kind, key.language), teacher, reference };
    const { blocks } = fill(shipped(key).blocks, values);
    return { language: key.language, reference, stamp: null, blocks, list: null, foot: [] };
  });

async function zipped(): Promise<Measured> {
  const { value, ...took } = await watched(() => print({ as: 'zip', pages: pages(), names }));
  const documents = unzipSync(value);
  hold(new Set(names).size === 300, 'there are 300 names');
  for (const name of names) {
    const parts = unzipSync(documents[name] ?? new Uint8Array());
    hold(strFromU8(parts['word/document.xml'] ?? new Uint8Array()).includes(name), `${name} is in it`);
    const fonts = Object.keys(parts).filter((part) => part.endsWith('.odttf')).length;
    hold(fonts === 2, `two fonts are embedded, and not ${fonts}`);
  }
  return { ...took, answer: `${Math.ceil(value.length / 1000)} kB` };
}

async function printed(as: 'docx' | 'pdf'): Promise<Measured> {
  const { value, ...took } = await watched(() => print({ as, pages: pages(), names: [] }));
  const text =
    as === 'pdf' ? await textIn(value) : strFromU8(unzipSync(value)['word/document.xml'] ?? new Uint8Array());
  const whole = text.replace(/\s/g, '');
  hold(new Set(names).size === 300, 'there are 300 names');
  for (const name of names) hold(whole.includes(name), `${name} is in it`);
  if (as === 'pdf') {
    const fonts = Buffer.from(value)
      .toString('latin1')
      .match(/\/FontFile2 /g)?.length;
    hold(fonts === 2, `two fonts are embedded, and not ${fonts}`);
    const count = await pagesOf(value);
    hold(count === 300, `there are 300 pages, and not ${count}`);
  } else hold(text.split('<w:pageBreakBefore/>').length === 300, 'each letter begins a page');
  return { ...took, answer: `${Math.ceil(value.length / 1000)} kB` };
}
