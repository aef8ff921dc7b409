import { Button, Drawer } from 'antd';
import { useId, useState } from 'react';
import {
  MoveByHandDocument,
  type PlanHeadFragment,
  TeacherToMoveDocument,
} from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { useWords } from '../../ui/language.ts';
import { NotDone } from '../../ui/not-done.tsx';
import { Loading } from '../../ui/states.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useActs } from '../../ui/use-act.ts';
import { choosesSubject, type HandEffect, keyOfTarget, subjectThere, type Target } from './hand.ts';
import { SectionName } from './section-name.tsx';
import { TargetField } from './target-field.tsx';

interface Props {
  readonly plan: Pick<PlanHeadFragment, 'id' | 'version' | 'editedInPlace' | 'name' | 'round'>;
  readonly teacherId: string;
  /** Where the teacher was dropped; undefined: to be chosen. */
  readonly to: Target | undefined;
  readonly again: () => void;
  readonly onDone: (effect: HandEffect) => void;
  readonly onClose: () => void;
}

/** Where one teacher goes by hand, and why. What it does is told as soon as it is done, and can be taken back. */
export function HandDrawer({ plan, teacherId, to, again, onDone, onClose }: Props) {
  const { t, say } = useWords();
  const id = useId();
  const { act, fetching, notDone } = useActs();
  const [target, setTarget] = useState(to);
  const [subject, setSubject] = useState<string>();
  const [reason, setReason] = useState('');
  const { data } = useLiveQuery({ query: TeacherToMoveDocument, variables: { teacher: teacherId } });
  const teacher = data?.node?.__typename === 'Teacher' ? data.node : undefined;
  const subjects = teacher
    ? [teacher.subject, teacher.secondSubject, ...teacher.certificates.map((one) => one.subject)].flatMap(
        (one) => one ?? [],
      )
    : [];
  const taught = [...new Map(subjects.map((one) => [one.code, one])).values()];
  const there = target === undefined ? null : subjectThere(target, taught, subject);

  const move = async () => {
    if (target === undefined) return;
    const answer = await act(MoveByHandDocument, {
      plan: plan.id,
      version: plan.version,
      teacher: teacherId,
      section: target.section?.id ?? null,
      subject: there,
      role: target.role ?? null,
      reason: reason.trim() === '' ? null : reason,
    });
    const made = answer?.moveByHand;
    if (made?.__typename === 'HandEdit') onDone(made);
  };

  return (
    <Drawer
      open
      onClose={onClose}
      title={teacher ? t('hand.title', { name: teacher.name }) : t('loading')}
      size={480}
      mask={false}
      footer={
        <div className="row">
          <Button
            type="primary"
            loading={fetching}
            disabled={target === undefined || teacher === undefined}
            onClick={() => void move()}
          >
            {t('hand.do')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </div>
      }
    >
      {teacher ? (
        <div className="stack">
          <p>
            {t('plan.where')} <SectionName section={teacher.serving} />
            {teacher.subject ? ` · ${say(teacher.subject.words)}` : ''}
          </p>
          <p className="quiet small">
            {t(plan.editedInPlace ? 'hand.here' : 'hand.branches', { name: plan.name })}
          </p>
          <NotDone why={notDone} onReadAgain={again} />
          <TargetField
            planId={plan.id}
            county={plan.round.county.code}
            target={target}
            onChange={setTarget}
            key={to === undefined ? 'any' : keyOfTarget(to)}
          />
          {target && choosesSubject(target) && taught.length > 1 ? (
            <div className="field">
              <label htmlFor={id}>{t('plan.subject')}</label>
              <select
                id={id}
                className="native"
                value={there ?? ''}
                onChange={({ target: { value } }) => setSubject(value)}
              >
                {taught.map(({ code, words }) => (
                  <option key={code} value={code}>
                    {say(words)}
                  </option>
                ))}
              </select>
            </div>
          ) : null}
          <TextField label={t('hand.reason')} rows={2} value={reason} onChange={setReason} />
        </div>
      ) : (
        <Loading />
      )}
    </Drawer>
  );
}
