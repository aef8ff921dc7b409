import type { LetterKind } from '../prisma/generated/enums.ts';
import type { Language, Viewer } from './context.ts';
import type { Block, LetterBody, TemplateText } from './letter-text.ts';

/** Which template: each kind has one in each language. */
export interface TemplateKey {
  readonly kind: LetterKind;
  readonly language: Language;
}

export interface TemplateInForce {
  /** 0: the one that comes with the software. */
  readonly version: number;
  readonly text: TemplateText;
}

export interface IssueInput extends TemplateKey {
  readonly planId: string;
  /** The version of the plan that the officer has read. */
  readonly version: number;
  /** YYYY-MM-DD; may lie ahead. */
  readonly datedOn: string;
  /** The same key asks for the same issue again. */
  readonly key: string;
  /** Whose; left out: everybody's of the plan who has none in force. Not of a notice. */
  readonly teacherIds?: readonly string[] | undefined;
  /** The same of notices of placement, and of no other kind. */
  readonly recruitIds?: readonly string[] | undefined;
  /** Why it is dated before the plan became final. */
  readonly reason?: string | undefined;
  /** Of a notice: the last day for objections, YYYY-MM-DD. */
  readonly objectionsUntil?: string | undefined;
}

export interface PreviewInput extends TemplateKey {
  readonly countyId: string;
  /** Left out: the template in force on that day. */
  readonly text?: TemplateText | undefined;
  readonly datedOn: string;
  /** Whose real move, or the real list of whose plan; left out: samples. */
  readonly planId?: string | undefined;
  readonly teacherId?: string | undefined;
  /** The same of a notice of placement. */
  readonly recruitId?: string | undefined;
  readonly objectionsUntil?: string | undefined;
}

export interface Preview extends Pick<LetterBody, 'blocks' | 'list'> {
  readonly version: number | null;
}

/** Acts on orders and letters. The caller has checked the role; states, versions and texts are checked here. */
export interface Letters {
  /** `today` is the county's day. Answers the issue's id. Throws `NotFound`, `VersionConflict`, `PlanNotDecided`, `KeyUsedBefore`, `NothingToIssue`, `TemplateRefused`, `InvalidInput`. */
  issue(viewer: Viewer, input: IssueInput, today: string): Promise<string>;
  /** The number stays taken. Throws `NotFound`, `VersionConflict`, `AlreadyVoid`, `InvalidInput` without a reason. */
  void(viewer: Viewer, letterId: string, version: number, reason: string): Promise<void>;
  /**
   * Adds a version; `version` is the newest one read, 0 for none. Answers its id. Throws `NotFound`, `VersionConflict`,
   * `TemplateRefused`, `InvalidInput`.
   */
  addTemplate(
    viewer: Viewer,
    input: TemplateKey & {
      readonly countyId: string;
      readonly version: number;
      readonly effectiveFrom: string;
      readonly text: TemplateText;
      readonly note?: string | undefined;
    },
  ): Promise<string>;
  /** Writes nothing. Throws `NotFound`, `TemplateRefused`, `InvalidInput`. */
  preview(input: PreviewInput): Promise<Preview>;
  /** What stands in a text and in no font that PDFs are set in: such characters are printed as their code, and told. */
  missingGlyphs(blocks: readonly Block[], list: LetterBody['list']): readonly string[];
  /** The template that comes with the software. */
  shipped(key: TemplateKey): TemplateText;
}
