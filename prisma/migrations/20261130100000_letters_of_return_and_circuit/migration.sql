-- AlterEnum
ALTER TYPE "LetterKind" ADD VALUE 'return' BEFORE 'notice';
ALTER TYPE "LetterKind" ADD VALUE 'circuit' BEFORE 'notice';
