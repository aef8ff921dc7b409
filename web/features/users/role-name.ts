import type { UserAccountFragment } from '../../graphql/generated/graphql.ts';
import { day } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';

type Role = UserAccountFragment['roles'][number];

/** A role with what it is over, its mark and its days: 校长 · 石桥小学（至2027年8月31日）. */
export function useRoleName(): (role: Role) => string {
  const { t, language } = useWords();
  return ({ role, administrator, province, county, school, teacher, from, until }) => {
    const over = teacher ? `${teacher.name} ${teacher.staffNumber}` : (school ?? county ?? province)?.name;
    const said = [t(`role.${role}`), over, administrator ? t('users.administrator') : undefined]
      .filter((part) => part !== undefined)
      .join(' · ');
    const days = [
      from ? t('users.from', { day: day(from, language) }) : undefined,
      until ? t('users.until', { day: day(until, language) }) : undefined,
    ].filter((part) => part !== undefined);
    return days.length === 0 ? said : `${said} (${days.join(' ')})`;
  };
}
