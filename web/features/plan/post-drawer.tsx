import { Button, Drawer } from 'antd';
import { useCallback, useEffect } from 'react';
import { OptionsForPostDocument, SectionOfPostDocument } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { useQuestion } from '../../graphql/use-question.ts';
import { Answer } from '../../ui/answer.tsx';
import { useWords } from '../../ui/language.ts';
import { type Option, Options } from '../../ui/options.tsx';
import { OptionPin } from './option-pin.tsx';
import type { Pins } from './pins.ts';
import { type PlanView, type Post, postOf } from './view.ts';

interface Props {
  readonly planId: string;
  readonly view: PlanView;
  readonly pins: Pins;
  readonly onView: (patch: PlanView) => void;
}

/** Who else could fill a post: everybody, ranked, with what it costs, asked as the drawer opens. */
export function PostDrawer({ planId, view, pins, onView }: Props) {
  const { t } = useWords();
  const post = postOf(view.post);
  return (
    <Drawer
      open={post !== undefined}
      onClose={() => onView({ post: undefined })}
      title={t('ask.whoElse')}
      size={560}
      mask={false}
      destroyOnHidden
    >
      {post ? <Candidates key={view.post} planId={planId} post={post} pins={pins} onView={onView} /> : null}
    </Drawer>
  );
}

interface CandidatesProps extends Omit<Props, 'view'> {
  readonly post: Post;
}

function Candidates({ planId, post, pins, onView }: CandidatesProps) {
  const { t, say } = useWords();
  const { ask, ...question } = useQuestion(OptionsForPostDocument);
  const { section, subject, role } = post;
  const askAnew = useCallback(
    () => ask({ plan: planId, section, subject: subject ?? null, role: role ?? null }),
    [ask, planId, section, subject, role],
  );
  useEffect(askAnew, [askAnew]);
  const { data } = useLiveQuery({ query: SectionOfPostDocument, variables: { id: section } });
  const place = data?.node?.__typename === 'Section' ? data.node : undefined;
  const taught = place?.gaps.find((gap) => gap.subject.code === subject)?.subject.words;
  const called = role ? t('seatOf', { role: t(`cadreRole.${role}`) }) : taught ? say(taught) : subject;
  const nameOf = ({ kind, teacher }: Option) =>
    kind === 'NOBODY' ? (
      t('ask.nobody')
    ) : teacher ? (
      <>
        <button
          type="button"
          className="link"
          onClick={() => onView({ post: undefined, teacher: teacher.id })}
        >
          {teacher.name}
        </button>{' '}
        <span className="quiet small">
          {teacher.staffNumber} · {teacher.serving.school.name} {t(`stage.${teacher.serving.stage}`)}
        </span>
      </>
    ) : (
      t('ask.somebody')
    );
  return (
    <div className="stack">
      {place ? (
        <h2 className="sub">
          {place.school.name} {t(`stage.${place.stage}`)} · {called}
        </h2>
      ) : null}
      <p className="quiet small">{t('ask.text')}</p>
      <Answer question={question}>
        {(found) => (
          <Options
            found={found}
            name={nameOf}
            action={(option) => <OptionPin option={option} pins={pins} />}
          />
        )}
      </Answer>
      {question.fetching || question.answer ? null : <Button onClick={askAnew}>{t('ask.again')}</Button>}
    </div>
  );
}
