import { App, Button, Checkbox } from 'antd';
import { useState } from 'react';
import {
  AddLetterTemplateDocument,
  type LetterBlockInput,
  type LetterBlockKind,
  type LetterKind,
  type LetterTextInput,
  type Language as PaperLanguage,
  type TemplateTextFragment,
} from '../../graphql/generated/graphql.ts';
import { ActDialog } from '../../ui/act-dialog.tsx';
import { todayIn } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { TextField } from '../../ui/text-field.tsx';
import { useAct } from '../../ui/use-act.ts';
import { Faults } from './faults.tsx';
import { PreviewDialog } from './preview-dialog.tsx';

interface Props {
  readonly county: { readonly id: string; readonly timeZone: string };
  readonly kind: LetterKind;
  readonly language: PaperLanguage;
  /** The newest version of the county's own; 0: none. */
  readonly newest: number;
  readonly text: TemplateTextFragment;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

type Block = LetterBlockInput & { readonly key: number };

const blockKinds: readonly LetterBlockKind[] = [
  'TITLE',
  'REFERENCE',
  'TO',
  'TEXT',
  'ROW',
  'LIST',
  'NOTE',
  'SIGN',
  'DATE',
];

/** A new version, block by block; the one in force until its day stays as it is. */
export function TemplateEditor({ county, kind, language, newest, text, onClose, onDone }: Props) {
  const { t } = useWords();
  const { message } = App.useApp();
  const { act, fetching, notDone, answer } = useAct(AddLetterTemplateDocument);
  const [reference, setReference] = useState(text.reference);
  const [whole, setWhole] = useState(text.names === 'WHOLE');
  const [blocks, setBlocks] = useState<readonly Block[]>(() =>
    text.blocks.map((block, key) => ({ ...block, key })),
  );
  const [previewing, setPreviewing] = useState(false);
  const written: LetterTextInput = {
    reference,
    names: whole ? 'WHOLE' : 'MASKED',
    columns: text.columns,
    blocks: blocks.map(({ as, label, text: said }) => ({ as, label: label ?? '', text: said ?? '' })),
  };
  const change = (key: number, patch: Partial<LetterBlockInput>) =>
    setBlocks((all) => all.map((block) => (block.key === key ? { ...block, ...patch } : block)));
  const move = (index: number, by: number) =>
    setBlocks((all) => {
      const [moved] = all.slice(index, index + 1);
      const rest = all.filter((_, place) => place !== index);
      return moved ? [...rest.slice(0, index + by), moved, ...rest.slice(index + by)] : all;
    });
  const refused = answer?.addLetterTemplate;
  return (
    <ActDialog
      wide
      title={t('letters.template.edit')}
      effect={t('letters.template.effect')}
      doIt={t('letters.template.save')}
      fields={[
        {
          key: 'from',
          kind: 'date',
          label: t('letters.template.from'),
          initial: todayIn(county.timeZone),
          needed: true,
        },
        { key: 'note', label: t('letters.template.note'), maxLength: 200 },
      ]}
      busy={fetching}
      notDone={notDone}
      onDo={async ({ from = '', note }) => {
        const done = await act({
          county: county.id,
          kind,
          language,
          version: newest,
          from,
          text: written,
          note: note || null,
        });
        if (!done) return;
        message.success(t('letters.template.saved'));
        onClose();
        onDone();
      }}
      onClose={onClose}
      onReadAgain={onDone}
    >
      <TextField label={t('letters.template.pattern')} value={reference} onChange={setReference} />
      {kind === 'NOTICE' ? (
        <Checkbox checked={whole} onChange={({ target }) => setWhole(target.checked)}>
          {t('letters.template.whole')}
        </Checkbox>
      ) : null}
      <ol className="plain">
        {blocks.map((block, index) => (
          <li key={block.key} className="template-block">
            <select
              className="native"
              aria-label={t('letters.template.blockKind', { place: index + 1 })}
              value={block.as}
              onChange={({ target }) =>
                change(block.key, { as: blockKinds.find((one) => one === target.value) ?? block.as })
              }
            >
              {blockKinds.map((one) => (
                <option key={one} value={one}>
                  {t(`letters.block.${one}`)}
                </option>
              ))}
            </select>
            <div className="stack">
              {block.as === 'ROW' ? (
                <input
                  className="native"
                  aria-label={t('letters.template.blockLabel', { place: index + 1 })}
                  value={block.label ?? ''}
                  maxLength={40}
                  onChange={({ target }) => change(block.key, { label: target.value })}
                />
              ) : null}
              {block.as === 'LIST' ? null : (
                <textarea
                  className="native"
                  rows={block.as === 'TEXT' ? 3 : 1}
                  aria-label={t('letters.template.blockText', { place: index + 1 })}
                  value={block.text ?? ''}
                  maxLength={2_000}
                  onChange={({ target }) => change(block.key, { text: target.value })}
                />
              )}
            </div>
            <span className="pin-buttons">
              <Button
                size="small"
                disabled={index === 0}
                aria-label={t('letters.template.up', { place: index + 1 })}
                onClick={() => move(index, -1)}
              >
                ↑
              </Button>
              <Button
                size="small"
                disabled={index === blocks.length - 1}
                aria-label={t('letters.template.down', { place: index + 1 })}
                onClick={() => move(index, 1)}
              >
                ↓
              </Button>
              <Button
                size="small"
                aria-label={t('letters.template.remove', { place: index + 1 })}
                onClick={() => setBlocks((all) => all.filter(({ key }) => key !== block.key))}
              >
                ✕
              </Button>
            </span>
          </li>
        ))}
      </ol>
      <div className="row">
        <Button
          onClick={() =>
            setBlocks((all) => [
              ...all,
              { as: 'TEXT', label: '', text: '', key: Math.max(0, ...all.map(({ key }) => key)) + 1 },
            ])
          }
        >
          {t('letters.template.add')}
        </Button>
        <Button onClick={() => setPreviewing(true)}>{t('letters.template.preview')}</Button>
      </div>
      {refused?.__typename === 'TemplateRefused' ? <Faults faults={refused.faults} /> : null}
      {previewing ? (
        <PreviewDialog
          countyId={county.id}
          kind={kind}
          language={language}
          text={written}
          onClose={() => setPreviewing(false)}
        />
      ) : null}
    </ActDialog>
  );
}
