-- AlterTable
ALTER TABLE "attempts" ADD COLUMN "retry_at" TIMESTAMPTZ(3);
