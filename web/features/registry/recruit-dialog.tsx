import { App } from 'antd';
import {
  type RecruitRowFragment,
  type RecruitStep,
  RestoreRecruitDocument,
  WithdrawRecruitDocument,
} from '../../graphql/generated/graphql.ts';
import { ActDialog } from '../../ui/act-dialog.tsx';
import { useWords } from '../../ui/language.ts';
import { useAct } from '../../ui/use-act.ts';

interface Props {
  readonly act: RecruitStep;
  readonly recruit: RecruitRowFragment;
  readonly onClose: () => void;
  readonly onDone: () => void;
  readonly onReadAgain: () => void;
}

const documents = { WITHDRAW: WithdrawRecruitDocument, RESTORE: RestoreRecruitDocument };

/** Has a recruit withdraw, or wait again: both want nothing but why. */
export function RecruitDialog({ act: step, recruit, onClose, onDone, onReadAgain }: Props) {
  const { t } = useWords();
  const { message } = App.useApp();
  const { act, fetching, notDone } = useAct<object, { id: string; version: number; reason: string }>(
    documents[step],
  );
  const { id, version, name } = recruit;
  return (
    <ActDialog
      title={t('recruits.actOf', { act: t(`recruits.act.${step}`), name })}
      effect={t(`recruits.effect.${step}`, { name })}
      doIt={t(`recruits.act.${step}`)}
      danger={step === 'WITHDRAW'}
      fields={[
        {
          key: 'reason',
          kind: 'long',
          label: t('recruits.reason'),
          help: t('recruits.reasonHelp'),
          needed: true,
          maxLength: 1000,
        },
      ]}
      busy={fetching}
      notDone={notDone}
      onDo={async ({ reason = '' }) => {
        if (await act({ id, version, reason })) {
          message.success(t(`recruits.done.${step}`, { name }));
          onClose();
          onDone();
        }
      }}
      onClose={onClose}
      onReadAgain={onReadAgain}
    />
  );
}
