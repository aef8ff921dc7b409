import { Alert, Modal } from 'antd';
import { useEffect } from 'react';
import {
  type LetterKind,
  type LetterTextInput,
  type Language as PaperLanguage,
  PreviewLetterDocument,
} from '../../graphql/generated/graphql.ts';
import { useWords } from '../../ui/language.ts';
import { NotDone } from '../../ui/not-done.tsx';
import { Loading } from '../../ui/states.tsx';
import { useAct } from '../../ui/use-act.ts';
import { Faults } from './faults.tsx';
import { Paper } from './paper.tsx';

interface Props {
  readonly countyId: string;
  readonly kind: LetterKind;
  readonly language?: PaperLanguage;
  /** A real move or list; undefined: a sample. */
  readonly planId?: string | undefined;
  /** The teacher, or of a notice of placement the recruit. */
  readonly personId?: string | undefined;
  /** A template to try; undefined: the one in force. */
  readonly text?: LetterTextInput;
  readonly onClose: () => void;
}

/** What a paper would say; nothing is written. */
export function PreviewDialog({ countyId, kind, language, planId, personId, text, onClose }: Props) {
  const { t, language: shown } = useWords();
  const { act, notDone, answer } = useAct(PreviewLetterDocument);
  const spoken = language ?? (shown === 'en' ? 'EN' : 'ZH_CN');
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once, as the dialog opens.
  useEffect(() => {
    void act({
      input: {
        countyId,
        kind,
        language: spoken,
        ...(planId ? { planId } : {}),
        ...(personId ? { [kind === 'PLACEMENT' ? 'recruitId' : 'teacherId']: personId } : {}),
        ...(text ? { text } : {}),
      },
    });
  }, []);
  const found = answer?.previewLetter;
  return (
    <Modal
      open
      width={760}
      title={t('letters.preview.title', { kind: t(`letters.kind.${kind}`) })}
      onCancel={onClose}
      footer={null}
      closable={{ 'aria-label': t('close') }}
    >
      <div className="stack">
        <p className="quiet">{t(planId ? 'letters.preview.real' : 'letters.preview.sample')}</p>
        {found?.__typename === 'LetterPreview' ? (
          <>
            <Paper blocks={found.blocks} list={found.list ?? null} />
            {found.missingGlyphs.length > 0 ? (
              <Alert
                type="warning"
                showIcon
                title={t('letters.missing', { codes: found.missingGlyphs.join(t('comma')) })}
              />
            ) : null}
          </>
        ) : notDone ? (
          <>
            <NotDone why={notDone} />
            {found?.__typename === 'TemplateRefused' ? <Faults faults={found.faults} /> : null}
          </>
        ) : (
          <Loading />
        )}
      </div>
    </Modal>
  );
}
