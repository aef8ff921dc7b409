import { Button } from 'antd';
import type { ReactNode } from 'react';
import { OptionsForTeacherDocument, WhyNotDocument } from '../graphql/generated/graphql.ts';
import { useQuestion } from '../graphql/use-question.ts';
import { Answer, WhyNotText } from './answer.tsx';
import { useWords } from './language.ts';
import { type Option, Options, usePlaceName } from './options.tsx';

interface Props {
  readonly planId: string;
  readonly teacherId: string;
  readonly words: {
    /** The question why the teacher does not move; undefined: the teacher does. */
    readonly whyNot: string | undefined;
    readonly whereElse: string;
  };
  readonly action?: ((option: Option) => ReactNode) | undefined;
}

/** Why not this teacher, and where else: asked with a click, each answer solved anew. */
export function TeacherQuestions({ planId, teacherId, words, action }: Props) {
  const { t } = useWords();
  const placeOf = usePlaceName();
  const why = useQuestion(WhyNotDocument);
  const where = useQuestion(OptionsForTeacherDocument);
  const about = { plan: planId, teacher: teacherId };
  const isAsked = ({ section, subject, role }: Option) =>
    why.asked?.section === section?.id &&
    why.asked?.subject === (subject?.code ?? null) &&
    why.asked?.role === (role ?? null);
  const answer = <Answer question={why}>{(found) => <WhyNotText why={found} />}</Answer>;
  return (
    <div className="stack">
      <p className="quiet small">{t('ask.text')}</p>
      <div className="row">
        {words.whyNot === undefined ? null : (
          <Button onClick={() => why.ask(about)} disabled={why.fetching}>
            {words.whyNot}
          </Button>
        )}
        <Button onClick={() => where.ask(about)} disabled={where.fetching}>
          {words.whereElse}
        </Button>
      </div>
      {why.asked?.section == null ? answer : null}
      <Answer question={where}>
        {(found) => (
          <Options
            found={found}
            name={placeOf}
            further={(option) => (option.section && isAsked(option) ? answer : null)}
            action={(option) => (
              <>
                {option.kind === 'GOES' && !option.chosen && option.section ? (
                  <Button
                    size="small"
                    type="text"
                    aria-label={t('ask.whyNotThere', { place: placeOf(option) })}
                    onClick={() =>
                      why.ask({
                        ...about,
                        section: option.section?.id ?? null,
                        subject: option.subject?.code ?? null,
                        role: option.role ?? null,
                      })
                    }
                  >
                    {t('ask.whyNot')}
                  </Button>
                ) : null}
                {action?.(option)}
              </>
            )}
          />
        )}
      </Answer>
    </div>
  );
}
