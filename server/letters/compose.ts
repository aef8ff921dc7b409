import type { LetterKind } from '../../prisma/generated/enums.ts';
import {
  isNeeded,
  type PlaceholderName,
  placeholders,
  placeholdersOf,
  referencePlaceholders,
} from '../../schema/letter-placeholders.ts';
import type { TemplateFault } from '../../schema/letter-refusals.ts';
import type { Block, TemplateText } from '../../schema/letter-text.ts';

/** What placeholders stand for in one paper; one that is left out is not known of it. */
export type Values = { readonly [Name in PlaceholderName]?: string };

/** Every fault of a template, by its place. */
export function faultsOf(kind: LetterKind, text: TemplateText): TemplateFault[] {
  return [
    ...referenceFaults(text.reference),
    ...columnFaults(kind, text),
    ...blockFaults(kind, text.blocks),
    ...text.blocks.flatMap((block, index) =>
      (['label', 'text'] as const).flatMap((part) =>
        textFaults(kind, block[part], ['blocks', String(index), part]),
      ),
    ),
    ...missing(kind, text.blocks),
  ];
}

/** The blocks with every placeholder filled in; what is not known is told by its place. */
export function fill(
  blocks: readonly Block[],
  values: Values,
  path: readonly string[] = [],
): { readonly blocks: Block[]; readonly faults: readonly TemplateFault[] } {
  const faults: TemplateFault[] = [];
  const known: Readonly<Record<string, string>> = values;
  const filled = (text: string, place: readonly string[]) =>
    text.replace(inBraces, (found, name: string) => {
      const value = known[name];
      if (value !== undefined) return value;
      faults.push({
        path: [...path, ...place],
        found,
        zh: `“${found}”在此件中没有内容，请改用其他占位符，或补全资料后再印发。`,
        en: `${found} stands for nothing in this paper. Use another placeholder, or complete the facts first.`,
      });
      return found;
    });
  const done = blocks.map(({ as, label, text }, index) => ({
    as,
    label: filled(label, ['blocks', String(index), 'label']),
    text: filled(text, ['blocks', String(index), 'text']),
  }));
  return { blocks: done, faults };
}

/** A number as it is written. */
export const referenceOf = (
  pattern: string,
  values: Readonly<Record<keyof typeof referencePlaceholders, string>>,
): string =>
  pattern.replace(
    inBraces,
    (found, name: string) => Object.entries(values).find(([key]) => key === name)?.[1] ?? found,
  );

const inBraces = /\{([^{}]*)\}/g;

/** Most blocks of a template, characters of one, and of a number's pattern. */
const most = { blocks: 60, text: 2_000, label: 40, reference: 80 } as const;

/** Placeholders that are not known, and braces that are not placeholders. */
function textFaults(kind: LetterKind, text: string, path: readonly string[]): TemplateFault[] {
  const longest = path.at(-1) === 'label' ? most.label : most.text;
  const faults: TemplateFault[] = [...plainFaults(text, longest, path)];
  const allowed: readonly string[] = placeholdersOf(kind);
  for (const [found, name = ''] of text.matchAll(inBraces))
    if (!allowed.includes(name)) faults.push(unknown(path, found, allowed));
  return faults;
}

function referenceFaults(reference: string): TemplateFault[] {
  const path = ['reference'];
  const faults = plainFaults(reference, most.reference, path);
  const allowed = Object.keys(referencePlaceholders);
  const names = [...reference.matchAll(inBraces)].map(([found, name = '']) => ({ found, name }));
  for (const { found, name } of names)
    if (!allowed.includes(name)) faults.push(unknown(path, found, allowed));
  for (const name of ['year', 'serial'])
    if (!names.some((one) => one.name === name))
      faults.push({
        path,
        found: reference,
        zh: `文号须含“{${name}}”，否则会有两件同号。`,
        en: `A number needs {${name}}, or two papers would bear the same.`,
      });
  return faults;
}

/** What no text may have: no end, a brace left over, signs that no page shows. */
function plainFaults(text: string, longest: number, path: readonly string[]): TemplateFault[] {
  const faults: TemplateFault[] = [];
  const length = [...text].length;
  if (length > longest)
    faults.push({
      path,
      found: `${length}`,
      zh: `这里最多写${longest}个字，现有${length}个。`,
      en: `This takes ${longest} characters at most, and has ${length}.`,
    });
  const [brace] = text.replace(inBraces, '').match(/[{}]/) ?? [];
  if (brace !== undefined)
    faults.push({
      path,
      found: brace,
      zh: `有不成对的“${brace}”，占位符应写作“{教师等名称}”的样式。`,
      en: `There is a ${brace} without its other half: a placeholder is a name in braces.`,
    });
  const [control] = text.match(/[\p{Cc}\p{Cs}\u2028\u2029\ufffe\uffff]/u) ?? [];
  if (control !== undefined)
    faults.push({
      path,
      found: codeOf(control),
      zh: `有无法印刷的控制字符${codeOf(control)}，请删除；换行请另起一段。`,
      en: `There is a control character, ${codeOf(control)}, which cannot be printed: take it out. A new line is a block of its own.`,
    });
  return faults;
}

const unknown = (path: readonly string[], found: string, allowed: readonly string[]): TemplateFault => ({
  path,
  found,
  zh: `没有占位符“${found}”。这里可用：${allowed.map((name) => `{${name}}`).join('、')}。`,
  en: `There is no placeholder ${found}. Here these can be used: ${allowed.map((name) => `{${name}}`).join(', ')}.`,
});

function columnFaults(kind: LetterKind, { columns }: TemplateText): TemplateFault[] {
  const twice = columns.find((column, index) => columns.indexOf(column) !== index);
  const path = ['columns'];
  if (twice !== undefined)
    return [{ path, found: twice, zh: `栏目“${twice}”重复。`, en: `The column ${twice} is there twice.` }];
  if (kind === 'notice' && !columns.includes('name'))
    return [
      {
        path,
        found: columns.join(', '),
        zh: '公示名单须有姓名栏（name）。',
        en: 'A list for the notice board needs the column of names (name).',
      },
    ];
  if (kind !== 'notice' && columns.length > 0)
    return [
      {
        path,
        found: columns.join(', '),
        zh: '只有公示名单有栏目。',
        en: 'Only a list for the notice board has columns.',
      },
    ];
  return [];
}

/** One title, a list where there has to be one, heads for rows alone. */
function blockFaults(kind: LetterKind, blocks: readonly Block[]): TemplateFault[] {
  const faults: TemplateFault[] = [];
  const at = (index: number, part: string) => ['blocks', String(index), part];
  const count = (as: Block['as']) => blocks.filter((block) => block.as === as).length;
  if (blocks.length > most.blocks)
    faults.push({
      path: ['blocks'],
      found: `${blocks.length}`,
      zh: `一个模板最多${most.blocks}段，现有${blocks.length}段。`,
      en: `A template takes ${most.blocks} blocks at most, and has ${blocks.length}.`,
    });
  if (count('title') !== 1)
    faults.push({
      path: ['blocks'],
      found: `${count('title')}`,
      zh: '模板须有且只有一个标题（title）。',
      en: 'A template has one title, and no more.',
    });
  const lists = kind === 'notice' ? 1 : 0;
  if (count('list') !== lists)
    faults.push({
      path: ['blocks'],
      found: `${count('list')}`,
      zh: lists === 1 ? '公示须有且只有一个名单（list）。' : '只有公示可以有名单（list）。',
      en: lists === 1 ? 'A notice has one list, and no more.' : 'Only a notice has a list.',
    });
  for (const [index, { as, label, text }] of blocks.entries()) {
    if (as === 'row' ? label.trim() === '' : label !== '')
      faults.push({
        path: at(index, 'label'),
        found: label,
        zh: as === 'row' ? '表格行须有栏目名。' : '只有表格行（row）有栏目名。',
        en: as === 'row' ? 'A row needs its head.' : 'Only a row has a head.',
      });
    if (as === 'list' ? text !== '' : as !== 'row' && text.trim() === '')
      faults.push({
        path: at(index, 'text'),
        found: text,
        zh: as === 'list' ? '名单由系统填写，不写文字。' : '这一段没有文字。',
        en: as === 'list' ? 'A list is filled in by itself and has no text.' : 'This block has no text.',
      });
  }
  return faults;
}

/** What papers of the kind have to say and the template does not. */
function missing(kind: LetterKind, blocks: readonly Block[]): TemplateFault[] {
  const text = blocks.map((block) => block.label + block.text).join('');
  return placeholdersOf(kind)
    .filter((name) => isNeeded(name, kind) && !text.includes(`{${name}}`))
    .map((name) => ({
      path: ['blocks'],
      found: `{${name}}`,
      zh: `缺少占位符“{${name}}”（${placeholders[name].words.zh}）。`,
      en: `The placeholder {${name}} is missing (${placeholders[name].words.en.toLowerCase()}).`,
    }));
}

/** A character by its code, as in U+20BB7. */
export const codeOf = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
