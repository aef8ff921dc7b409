import type { ReactNode } from 'react';
import type { OptionsAnswerFragment } from '../graphql/generated/graphql.ts';
import { GoalCosts, WhyNotText } from './answer.tsx';
import { useWords } from './language.ts';
import { usePostName } from './post-name.ts';

export type Option = OptionsAnswerFragment['options'][number];

interface Props {
  readonly found: OptionsAnswerFragment;
  /** What an option is called. */
  readonly name: (option: Option) => ReactNode;
  /** What can be done about it, beside it. */
  readonly action?: ((option: Option) => ReactNode) | undefined;
  /** What was asked about it further. */
  readonly further?: ((option: Option) => ReactNode) | undefined;
}

/** Everything that could be, the best first, each with what it costs beside the plan. */
export function Options({ found, name, action, further }: Props) {
  const { t } = useWords();
  const { options, none, total } = found;
  if (none) return <WhyNotText why={none} />;
  return (
    <>
      <ol className="options">
        {options.map((option) => (
          <li key={keyOf(option)}>
            <div className="row">
              <strong>{name(option)}</strong>
              {option.chosen ? <span className="badge">{t('ask.chosen')}</span> : null}
              <span className="row-end">{action?.(option)}</span>
            </div>
            <GoalCosts goals={option.goals} />
            {further?.(option)}
          </li>
        ))}
      </ol>
      {total > options.length ? (
        <p className="quiet small">{t('ask.shown', { shown: options.length, total })}</p>
      ) : null}
    </>
  );
}

/** Somebody who may not be named stands for many: their costs tell them apart as far as they can be. */
const keyOf = ({ kind, teacher, section, subject, role, goals }: Option): string =>
  [kind, teacher?.id, section?.id, subject?.code, role, goals?.map(({ words }) => words.en).join()].join(' ');

/** Where an option leads: school, stage and post; or that the teacher stays. */
export function usePlaceName(): (option: Option) => string {
  const { t } = useWords();
  const postOf = usePostName();
  return (option) => {
    const { kind, section } = option;
    if (kind !== 'GOES') return t('ask.stays');
    const place = section ? `${section.school.name} ${t(`stage.${section.stage}`)}` : t('unknown');
    return `${place} · ${postOf(option)}`;
  };
}
