import { Modal } from 'antd';
import { useState } from 'react';
import {
  ApprovePlanDocument,
  DiscardPlanDocument,
  FinalisePlanDocument,
  type PlanHeadFragment,
  PublishPlanDocument,
  type ReasonWanted,
  SendPlanBackDocument,
  SubmitPlanDocument,
  WithdrawPlanDocument,
} from '../../graphql/generated/graphql.ts';
import { useWords } from '../../ui/language.ts';
import { NotDone } from '../../ui/not-done.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useActs } from '../../ui/use-act.ts';
import { isDangerous, type Published, type StepName } from './steps.ts';

interface Props {
  readonly step: StepName;
  readonly reason: ReasonWanted;
  readonly plan: Pick<PlanHeadFragment, 'id' | 'name' | 'version'>;
  readonly again: () => void;
  readonly onDone: (changes: Published | undefined) => void;
  readonly onClose: () => void;
}

const empty = { decidedBy: '', reason: '', reference: '' };

/** One step of a plan, confirmed in a sentence that names its effect; where a decision is wanted, the decision. */
export function StepDialog({ step, reason, plan, again, onDone, onClose }: Props) {
  const { t } = useWords();
  const { act, fetching, notDone } = useActs();
  const [why, setWhy] = useState('');
  const [decision, setDecision] = useState(empty);
  const [decides, setDecides] = useState(false);
  const { name } = plan;
  const about = { plan: plan.id, version: plan.version };
  const said = why.trim() === '' ? null : why;
  const decided = decides ? decision : null;
  const asksDecision = step === 'PUBLISH' || step === 'FINALISE';
  const complete = decides
    ? Object.values(decision).every((text) => text.trim() !== '')
    : reason !== 'MUST' || said !== null;

  const go = async () => {
    switch (step) {
      case 'SUBMIT':
        return done(await act(SubmitPlanDocument, { ...about, reason: said }));
      case 'WITHDRAW':
        return done(await act(WithdrawPlanDocument, { ...about, reason: said }));
      case 'APPROVE':
        return done(await act(ApprovePlanDocument, { ...about, reason: said }));
      case 'SEND_BACK':
        return done(await act(SendPlanBackDocument, { ...about, reason: why }));
      case 'DISCARD':
        return done(await act(DiscardPlanDocument, { ...about, reason: why }));
      case 'FINALISE':
        return done(await act(FinalisePlanDocument, { ...about, decision: decided }));
      case 'PUBLISH': {
        const answer = await act(PublishPlanDocument, { ...about, decision: decided });
        const published = answer?.publishPlan;
        if (published?.__typename === 'PlanPublished') onDone(published.changes);
        return;
      }
    }
  };
  const done = (answer: object | undefined) => {
    if (answer !== undefined) onDone(undefined);
  };
  if (notDone?.code === 'decision-wanted' && !decides) setDecides(true);

  return (
    <Modal
      open
      title={t('planActs.confirmTitle', { act: t(`planActs.do.${step}`), name })}
      okText={
        decides ? t('planActs.byDecision', { act: t(`planActs.do.${step}`) }) : t(`planActs.do.${step}`)
      }
      cancelText={t('cancel')}
      okButtonProps={{ danger: isDangerous(step), disabled: !complete }}
      confirmLoading={fetching}
      onOk={() => void go()}
      onCancel={onClose}
    >
      <div className="stack">
        <p>{t(`planActs.effect.${step}`)}</p>
        <NotDone why={notDone} onReadAgain={again} />
        {decides ? (
          <>
            <TextField
              label={t('planActs.decidedBy')}
              rows={1}
              maxLength={100}
              required
              value={decision.decidedBy}
              onChange={(decidedBy) => setDecision({ ...decision, decidedBy })}
            />
            <TextField
              label={t('planActs.reference')}
              rows={1}
              maxLength={100}
              required
              value={decision.reference}
              onChange={(reference) => setDecision({ ...decision, reference })}
            />
            <TextField
              long
              label={t('planActs.decisionReason')}
              required
              value={decision.reason}
              onChange={(text) => setDecision({ ...decision, reason: text })}
            />
          </>
        ) : asksDecision || reason === 'NONE' ? null : (
          <TextField
            long
            label={t(reason === 'MUST' ? 'planActs.reasonMust' : 'planActs.reasonMay')}
            required={reason === 'MUST'}
            value={why}
            onChange={setWhy}
          />
        )}
      </div>
    </Modal>
  );
}
