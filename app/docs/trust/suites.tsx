import { CodeBlock } from "@/components/code/code-block";
import { Chip } from "@/components/ui/chip";
import type { Results, Run } from "@/faults/results";
import kept from "@/faults/results.json";
import { Part } from "./part";

const { suites } = kept as Results;

const isRun = (suite: Results["suites"][string]): suite is Run => "at" in suite;

/** `slowest_ms` as a person reads it. */
const words = (name: string): string => name.replaceAll("_", " ");

const Figures = ({ figures }: Pick<Run, "figures">) => (
  <dl className="grid grid-cols-[repeat(auto-fill,minmax(8rem,1fr))] gap-x-4 gap-y-3">
    {Object.entries(figures).map(([name, value]) => (
      <div key={name} className="min-w-0">
        <dt className="text-muted-foreground text-xs">{words(name)}</dt>
        <dd className="break-words font-medium text-sm tabular-nums">{typeof value === "number" ? value.toLocaleString("en") : value}</dd>
      </div>
    ))}
  </dl>
);

function Came({ name, run }: { name: string; run: Run }) {
  const { at, seed, seconds, size, machine } = run;
  const command = `npm run faults -- ${name}${size === "small" ? " --small" : ""} --seed ${seed}`;
  return (
    <>
      <Figures figures={run.figures} />
      {run.faults.length > 0 && (
        <ul aria-label={`What ${name} found`} className="grid list-disc gap-1 pl-5 text-sm">
          {run.faults.map((fault) => (
            <li key={fault} className="[overflow-wrap:anywhere]">
              {fault}
            </li>
          ))}
        </ul>
      )}
      <p className="text-muted-foreground text-xs tabular-nums">
        {at}, {seconds} s, seed {seed}, on {machine.cores} cores of {machine.cpu} ({machine.os}, Node {machine.node})
      </p>
      <CodeBlock label={`Run ${name} again`} copy={command}>
        {command}
      </CodeBlock>
    </>
  );
}

function verdictOf(suite: Results["suites"][string]) {
  if (!isRun(suite)) return <Chip tone="warning">Not run yet</Chip>;
  if (suite.faults.length === 0) return <Chip tone="success">Held</Chip>;
  return <Chip tone="destructive">{suite.faults.length === 1 ? "1 fault" : `${suite.faults.length} faults`}</Chip>;
}

/** Each suite of the fault bench: what it promises, what was tried and measured, and how to do it again. */
export const Suites = () => (
  <Part
    title="What tries to break it"
    intro={
      <>
        Each suite holds one promise and does what it can against it: real kills, real databases that go away, real receivers that
        misbehave. The figures are of its last full run, as <code>faults/results.json</code> has them. A seed gives the same numbers again.
      </>
    }
  >
    {Object.entries(suites).map(([name, suite]) => (
      <article key={name} aria-label={name} className="grid min-w-0 gap-3 rounded-md border p-4">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h3 className="font-medium text-base">{words(name)}</h3>
          {verdictOf(suite)}
        </div>
        <p className="text-pretty text-sm">Promised: {suite.promise}.</p>
        {isRun(suite) && <Came name={name} run={suite} />}
      </article>
    ))}
  </Part>
);
