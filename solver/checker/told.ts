import type { Figures } from '../plan.ts';
import { shown } from './plan-fault.ts';

/** What a reason must say: of a teacher, or of posts left open. */
export interface Due {
  /** Any of these. */
  readonly codes: readonly string[];
  readonly figures: Figures;
  /** The figures beside these that only a search could recount, each with what it may be. */
  readonly open: ReadonlyMap<string, (value: unknown) => boolean>;
}

export const NONE: Due['open'] = new Map();

/** The first thing a reason says that it must not, with what it would have to say. */
export function firstWrong(
  { codes, figures, open }: Due,
  code: string,
  told: Figures,
): { what: string; due: string; told: string } | null {
  if (!codes.includes(code)) return { what: 'code', due: codes.join('/') || '—', told: code };
  for (const name of new Set([...Object.keys(figures), ...open.keys(), ...Object.keys(told)])) {
    const value = Object.hasOwn(told, name) ? told[name] : undefined;
    if (Object.hasOwn(figures, name)) {
      if (value !== figures[name]) return { what: name, due: shown(figures[name]), told: shown(value) };
    } else if (value === undefined || !open.get(name)?.(value)) {
      return { what: name, due: open.has(name) ? '…' : '—', told: shown(value) };
    }
  }
  return null;
}
