import type { RegistryView } from './view.ts';

/** What this browser remembers of the registry: the columns chosen last, and views by their names, county by county. */
const columnsKey = 'junheng.registry.columns';
const viewsKey = (county: string) => `junheng.registry.views.${county}`;

export const keptColumns = (): string | undefined => localStorage.getItem(columnsKey) ?? undefined;

export const keepColumns = (names: string): void => localStorage.setItem(columnsKey, names);

export interface SavedView {
  readonly name: string;
  readonly view: RegistryView;
}

export function savedViews(county: string): readonly SavedView[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(viewsKey(county)) ?? '[]');
    return Array.isArray(kept) ? kept : [];
  } catch {
    // Written by another hand: as if there were none.
    return [];
  }
}

export const keepViews = (county: string, views: readonly SavedView[]): void =>
  localStorage.setItem(viewsKey(county), JSON.stringify(views));
