import { useWords } from '../../ui/language.ts';
import type { Roster, StandingIndex } from './roster.ts';
import type { RegistryView } from './view.ts';

/** What the list is narrowed to, in words: for what is printed or saved; empty: nothing. */
export function useFilterWords(
  roster: Roster,
  standing: StandingIndex | undefined,
  view: RegistryView,
): string {
  const { t, say } = useWords();
  const subject = roster.subjects.find(({ code }) => code === view.subject);
  const school = roster.schools.find(({ code }) => code === view.school);
  return [
    view.left && t('registry.left'),
    view.q && `“${view.q}”`,
    school?.name,
    subject && say(subject),
    view.stage && t(`stage.${view.stage}`),
    view.place && t(`place.${view.place}`),
    view.backbone && t(`backbone.${view.backbone}`),
    view.standing && standingName(view.standing),
  ]
    .filter((part) => typeof part === 'string' && part !== '')
    .join(t('comma'));

  function standingName(wanted: string): string {
    if (wanted === 'eligible') return t('registry.eligible');
    if (wanted === 'exempt') return t('registry.exemptNow');
    const rule = standing?.rules.find((one) => one.rule === wanted);
    return rule === undefined ? wanted : say(rule.title);
  }
}
