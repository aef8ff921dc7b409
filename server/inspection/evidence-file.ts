import { createHash } from 'node:crypto';
import { extname } from 'node:path';
import type { Upload } from '../../schema/context.ts';
import { InvalidInput } from '../../schema/errors.ts';
import { FileRefused } from '../sheets/file-refused.ts';
import { defaultLimits } from '../sheets/limits.ts';
import { openArchive } from '../sheets/zip.ts';

/** A file that may be kept as evidence, and what it is. */
export interface EvidenceFile {
  readonly fileName: string;
  readonly mediaType: string;
  readonly content: Uint8Array<ArrayBuffer>;
  readonly size: number;
  readonly sha256: string;
}

/** Of one file, bytes, and of one problem, files. */
export const most = { bytes: 10_000_000, files: 20 } as const;

/** Unpacked, none of this is read; the directory alone says what an archive is. */
const archive = { ...defaultLimits, unpackedBytes: 500_000_000, parts: 10_000 };

interface Kind {
  readonly names: readonly string[];
  readonly mediaType: string;
  is(bytes: Uint8Array): boolean;
}

const kinds: readonly Kind[] = [
  { names: ['.pdf'], mediaType: 'application/pdf', is: (bytes) => startsWith(bytes, ...text('%PDF-')) },
  {
    names: ['.png'],
    mediaType: 'image/png',
    is: (bytes) => startsWith(bytes, 0x89, ...text('PNG'), 0x0d, 0x0a, 0x1a, 0x0a),
  },
  { names: ['.jpg', '.jpeg'], mediaType: 'image/jpeg', is: (bytes) => startsWith(bytes, 0xff, 0xd8, 0xff) },
  {
    names: ['.docx'],
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    is: (bytes) => holds(bytes, 'word/document.xml'),
  },
  {
    names: ['.xlsx'],
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    is: (bytes) => holds(bytes, 'xl/workbook.xml'),
  },
];

/** What a file is by its content, which its name has to agree with. Throws `InvalidInput`, saying what was found and what is taken. */
export function evidenceFile({ name, bytes }: Upload): EvidenceFile {
  const fileName = nameOf(name);
  if (bytes.length === 0) throw refused({ zh: '文件是空的。', en: 'The file is empty.' });
  if (bytes.length > most.bytes)
    throw refused({
      zh: `文件有${megabytes(bytes.length)}MB，超过上限${megabytes(most.bytes)}MB。`,
      en: `The file has ${megabytes(bytes.length)} MB; ${megabytes(most.bytes)} MB is the most.`,
    });
  const kind = kinds.find((one) => one.is(bytes));
  const taken = { zh: '只接受pdf、png、jpg、docx、xlsx文件', en: 'pdf, png, jpg, docx and xlsx are taken' };
  if (!kind)
    throw refused({
      zh: `“${fileName}”的内容不是可接受的格式：${taken.zh}。`,
      en: `What “${fileName}” holds is none of the kinds taken: ${taken.en}.`,
    });
  if (!kind.names.includes(extname(fileName).toLowerCase()))
    throw refused({
      zh: `“${fileName}”的内容是${kind.names[0]?.slice(1)}，与文件名不符，请改正扩展名后再上传。`,
      en: `“${fileName}” holds a ${kind.names[0]?.slice(1)}, which its name does not say. Give it the right ending, then upload it again.`,
    });
  const content = new Uint8Array(bytes);
  const sha256 = createHash('sha256').update(content).digest('hex');
  return { fileName, mediaType: kind.mediaType, content, size: content.length, sha256 };
}

/** The name alone, whatever folders it came with; nothing that no file system or header takes. */
function nameOf(given: string): string {
  const name = (given.split(/[/\\]/).at(-1) ?? '').normalize('NFC').trim();
  if (name === '' || [...name].length > LONGEST_NAME || /[\p{Cc}\p{Cf}\p{Cs}"<>:|?*]/u.test(name))
    throw refused({
      zh: `文件名须为1至${LONGEST_NAME}个字，不含控制字符和 " < > : | ? *。`,
      en: `A file name has 1 to ${LONGEST_NAME} characters, none of them a control character or " < > : | ? *.`,
    });
  return name;
}
const LONGEST_NAME = 120;

const refused = (words: { readonly zh: string; readonly en: string }) => new InvalidInput(['file'], words);

const megabytes = (bytes: number) => Math.ceil(bytes / 100_000) / 10;

const text = (letters: string) => [...letters].map((letter) => letter.charCodeAt(0));

const startsWith = (bytes: Uint8Array, ...head: readonly number[]): boolean =>
  head.every((byte, at) => bytes[at] === byte);

/** Whether it is an office archive with this part; a broken one is none. */
function holds(bytes: Uint8Array, part: string): boolean {
  if (!startsWith(bytes, ...text('PK'), 3, 4)) return false;
  try {
    const { names } = openArchive(bytes, archive);
    return names.includes(part) && names.includes('[Content_Types].xml');
  } catch (error) {
    if (error instanceof FileRefused || error instanceof RangeError) return false;
    throw error;
  }
}
