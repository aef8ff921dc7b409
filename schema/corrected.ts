import * as z from 'zod';
import { CertificateRank, Education, ExemptionKind, Stage, Title } from '../prisma/generated/enums.ts';

/** What a teacher asks to have on file, by the field it is for; a certificate or an exemption `gone` is to be taken off the file. */
const day = z.iso.date();

const certificate = z.object({
  subject: z.string(),
  stage: z.enum(Stage),
  rank: z.enum(CertificateRank),
  number: z.string().nullable(),
  issuedOn: day.nullable(),
  gone: z.boolean(),
});

const exemption = z.object({
  kind: z.enum(ExemptionKind),
  from: day,
  until: day.nullable(),
  note: z.string().nullable(),
  gone: z.boolean(),
});

/** As the column holds it; texts null: nothing is to be on file. */
export const correctedValue = z.discriminatedUnion('field', [
  z.object({ field: z.literal('education'), value: z.enum(Education) }),
  z.object({ field: z.literal('title'), value: z.enum(Title) }),
  z.object({ field: z.literal('certificate'), value: certificate }),
  z.object({ field: z.literal('home_place'), value: z.string().nullable() }),
  z.object({ field: z.literal('phone'), value: z.string().nullable() }),
  z.object({ field: z.literal('identity_number'), value: z.string() }),
  z.object({ field: z.literal('teaching_since'), value: day }),
  z.object({ field: z.literal('registered_since'), value: day }),
  z.object({ field: z.literal('serving_since'), value: day }),
  z.object({ field: z.literal('exemption'), value: exemption }),
]);

export type Corrected = z.infer<typeof correctedValue>;

/** A request as the teacher makes it. */
export interface CorrectionGiven {
  readonly teacherId: string;
  readonly corrected: Corrected;
  readonly reason: string;
}
