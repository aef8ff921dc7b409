import { App, Button } from 'antd';
import { useState } from 'react';
import {
  AnswerCorrectionDocument,
  type PersonalField,
  RevealCorrectionDocument,
} from '../../graphql/generated/graphql.ts';
import { ActDialog } from '../../ui/act-dialog.tsx';
import { Facts } from '../../ui/figures.tsx';
import { useWords } from '../../ui/language.ts';
import { NotDone } from '../../ui/not-done.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useAct } from '../../ui/use-act.ts';
import type { Correction } from './corrections-page.tsx';
import { useOnFile } from './on-file.ts';

interface Props {
  readonly correction: Correction;
  readonly accepted: boolean;
  readonly onClose: () => void;
  readonly again: () => void;
}

/** Puts on file what was asked for, or says why not. What is masked is read in clear for a reason, and that is recorded. */
export function AnswerCorrection({ correction, accepted, onClose, again }: Props) {
  const { t } = useWords();
  const { message } = App.useApp();
  const { onFile, wanted } = useOnFile();
  const { act, fetching, notDone } = useAct(AnswerCorrectionDocument);
  const { id, version, teacher, field } = correction;
  const label = t(accepted ? 'corrections.accept' : 'corrections.refuse');
  return (
    <ActDialog
      title={t('corrections.actOf', {
        act: label,
        name: teacher.name,
        field: t(`corrections.fields.${field}`),
      })}
      effect={t(accepted ? 'corrections.acceptEffect' : 'corrections.refuseEffect', { name: teacher.name })}
      doIt={label}
      danger={!accepted}
      fields={[
        {
          key: 'answer',
          kind: 'long',
          label: t(accepted ? 'corrections.remark' : 'corrections.why'),
          needed: !accepted,
          maxLength: 500,
        },
      ]}
      busy={fetching}
      notDone={notDone}
      onDo={async ({ answer }) => {
        if (!(await act({ id, version, accepted, answer: answer || null }))) return;
        message.success(t(accepted ? 'corrections.accepted' : 'corrections.refused'));
        onClose();
        again();
      }}
      onClose={onClose}
      onReadAgain={again}
    >
      <Facts
        facts={[
          { label: t('corrections.onFile'), value: onFile(correction) },
          { label: t('corrections.wanted'), value: wanted(correction) },
          { label: t('corrections.reason'), value: correction.reason },
        ]}
      />
      {masked.includes(field) ? <Reveal correction={correction} /> : null}
    </ActDialog>
  );
}

/** Fields HR reads masked. */
const masked: readonly Correction['field'][] = ['PHONE', 'IDENTITY_NUMBER', 'HOME_PLACE', 'EXEMPTION'];

function Reveal({ correction }: { readonly correction: Correction }) {
  const { t } = useWords();
  const { wanted } = useOnFile();
  const { act, fetching, notDone, answer } = useAct(RevealCorrectionDocument);
  const [why, setWhy] = useState('');
  const result = answer?.revealPersonalData;
  const found = result?.__typename === 'RevealedPersonalData' ? result : undefined;
  const clear = found?.corrections.find((one) => one.correction.id === correction.id);
  if (found && clear) {
    const before = new Map<string, string | null | undefined>([
      ['PHONE', found.phone],
      ['IDENTITY_NUMBER', found.identityNumber],
      ['HOME_PLACE', found.homePlace],
    ]).get(correction.field);
    return (
      <Facts
        facts={[
          ...(before ? [{ label: t('corrections.onFileClear'), value: before }] : []),
          {
            label: t('corrections.wantedClear'),
            value: wanted({ field: correction.field, value: clear.value }),
          },
          { label: t('corrections.reason'), value: clear.reason },
        ]}
      />
    );
  }
  const own = ownField(correction.field);
  return (
    <div className="stack">
      <p className="quiet small">{t('corrections.masked')}</p>
      <TextField label={t('corrections.revealWhy')} value={why} onChange={setWhy} maxLength={200} />
      <div className="row">
        <Button
          loading={fetching}
          disabled={why.trim() === ''}
          onClick={() =>
            void act({
              teacher: correction.teacher.id,
              fields: own ? ['CORRECTIONS', own] : ['CORRECTIONS'],
              reason: why.trim(),
            })
          }
        >
          {t('corrections.reveal')}
        </Button>
      </div>
      <NotDone why={notDone} />
    </div>
  );
}

function ownField(field: Correction['field']): PersonalField | undefined {
  if (field === 'PHONE' || field === 'IDENTITY_NUMBER' || field === 'HOME_PLACE') return field;
  return field === 'EXEMPTION' ? 'EXEMPTIONS' : undefined;
}
