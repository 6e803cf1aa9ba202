import { Disclosure } from "@/components/disclosure";
import { Chip, type Tone } from "@/components/ui/chip";
import { type Answer, asvs, type Requirement } from "./asvs";
import { Part } from "./part";

const chapters: Readonly<Record<string, string>> = {
  1: "Encoding and sanitization",
  2: "Validation and business logic",
  3: "Web frontend",
  4: "API and web service",
  5: "Files",
  6: "Authentication",
  7: "Sessions",
  8: "Authorization",
  9: "Self-contained tokens",
  10: "OAuth and OpenID Connect",
  11: "Cryptography",
  12: "Secure communication",
  13: "Configuration",
  14: "Data protection",
  15: "Secure coding and architecture",
  16: "Logging and errors",
  17: "WebRTC",
};

const tones: Record<Answer["is"], Tone> = { tested: "success", holds: "primary", "not met": "destructive", "does not apply": "neutral" };

const count = (of: readonly Requirement[], is: Answer["is"]): number => of.filter(({ answer }) => answer.is === is).length;

const sumUp = (of: readonly Requirement[]): string =>
  (Object.keys(tones) as Answer["is"][]).flatMap((is) => (count(of, is) > 0 ? `${count(of, is)} ${is}` : [])).join(", ");

const Row = ({ id, level, asks, answer }: Requirement) => (
  <li className="grid min-w-0 gap-1 px-3 py-2 text-sm">
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <span className="font-medium tabular-nums">{id}</span>
      <span className="text-muted-foreground text-xs">L{level}</span>
      <span className="min-w-0">{asks}</span>
      <Chip tone={tones[answer.is]}>{answer.is}</Chip>
    </span>
    <span className="text-muted-foreground text-xs [overflow-wrap:anywhere]">
      {answer.is === "tested" ? `${answer.file}: ${answer.title}` : answer.why}
    </span>
  </li>
);

/** Each requirement of ASVS 5.0 at levels 1 and 2, with its test, or why there is none. */
export const Checklist = () => (
  <Part
    title="ASVS 5.0, levels 1 and 2"
    intro={
      <>
        What OWASP’s{" "}
        <a href="https://github.com/OWASP/ASVS/tree/v5.0.0" className="text-primary underline underline-offset-2">
          Application Security Verification Standard
        </a>{" "}
        asks, in short; its own words count. Of {asvs.length} requirements: {sumUp(asvs)}. “Holds” is what no test of its own shows, with
        the reason.
      </>
    }
  >
    {Object.entries(chapters).map(([chapter, title]) => {
      const own = asvs.filter(({ id }) => id.startsWith(`${chapter}.`));
      return (
        <Disclosure key={chapter} summary={`V${chapter} ${title}: ${sumUp(own)}`}>
          <ul className="mt-2 grid divide-y rounded-md border">
            {own.map((requirement) => (
              <Row key={requirement.id} {...requirement} />
            ))}
          </ul>
        </Disclosure>
      );
    })}
  </Part>
);
