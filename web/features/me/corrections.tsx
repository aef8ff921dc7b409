import { Button } from 'antd';
import { WithdrawCorrectionDocument } from '../../graphql/generated/graphql.ts';
import { AskFirst } from '../../ui/ask-first.tsx';
import { instant } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { NotDone } from '../../ui/not-done.tsx';
import { useAct } from '../../ui/use-act.ts';
import { useCorrectedText } from './corrected-text.ts';
import type { OnFile } from './record-part.tsx';

interface Props {
  readonly teacher: OnFile;
  readonly onChange: () => void;
}

/** What the teacher has asked to have put right, each with its answer. */
export function Corrections({ teacher, onChange }: Props) {
  const { t } = useWords();
  const { nodes } = teacher.corrections;
  if (nodes.length === 0) return <p className="quiet">{t('me.correctionsNone')}</p>;
  return (
    <ul className="plain-list">
      {nodes.map((correction) => (
        <Correction key={correction.id} teacher={teacher} correction={correction} onChange={onChange} />
      ))}
    </ul>
  );
}

type Asked = OnFile['corrections']['nodes'][number];

function Correction({ teacher, correction, onChange }: Props & { readonly correction: Asked }) {
  const { t, language } = useWords();
  const textOf = useCorrectedText(teacher.county.curricula[0]?.subjects ?? []);
  const { id, field, value, reason, state, answer, answeredAt, answeredBy, createdAt, mayWithdraw, version } =
    correction;
  const { act, fetching, notDone } = useAct(WithdrawCorrectionDocument);
  const withdraw = async () => {
    if (await act({ correction: id, version })) onChange();
  };
  return (
    <li>
      <div className="stack">
        <div className="row">
          <strong>{t(`me.correctionField.${field}`)}</strong>
          <span>{t('me.shouldBe', { value: textOf(field, value) })}</span>
          <span className="badge">{t(`me.correctionState.${state}`)}</span>
          <span className="quiet small">{instant(createdAt, language)}</span>
        </div>
        <p className="reason">{reason}</p>
        {answeredAt == null ? null : (
          <p className="reason">
            <strong>{t('me.answer')}</strong> {answer ?? t('me.answerNone')}
            <span className="quiet small">
              {' '}
              {answeredBy?.name} {instant(answeredAt, language)}
            </span>
          </p>
        )}
        <NotDone why={notDone} onReadAgain={onChange} />
      </div>
      {mayWithdraw ? (
        <AskFirst title={t('me.withdrawCorrectionSure')} okText={t('me.withdraw')} onConfirm={withdraw}>
          <Button loading={fetching}>{t('me.withdraw')}</Button>
        </AskFirst>
      ) : null}
    </li>
  );
}
