import type { CadreRole } from '../graphql/generated/graphql.ts';
import { useWords } from './language.ts';

interface Post {
  readonly subject?: { readonly words: { readonly zh: string; readonly en: string } } | null | undefined;
  readonly role?: CadreRole | null | undefined;
}

/** What a post is called in the reader's language: its subject, or the role of a cadre's seat. */
export function usePostName(): (post: Post) => string {
  const { t, say } = useWords();
  return ({ subject, role }) => {
    if (role) return t('seatOf', { role: t(`cadreRole.${role}`) });
    return subject ? say(subject.words) : '—';
  };
}
