import { Chip } from "@/components/ui/chip";
import kept from "@/sabotage/results.json";
import { type SabotageResults, sabotages } from "@/sabotage/sabotages";
import { Example } from "../section";
import { Part } from "./part";

const { caught, at, machine } = kept as SabotageResults;

function verdictOf(name: string) {
  if (caught[name] === undefined) return <Chip tone="warning">Not run yet</Chip>;
  return caught[name] ? <Chip tone="success">Noticed</Chip> : <Chip tone="destructive">Survived</Chip>;
}

/** Each way in which the source is broken on purpose, and the test that is to notice. */
export function SabotageList() {
  const noticed = sabotages.filter(({ name }) => caught[name]).length;
  return (
    <Part
      title="Do the tests bite?"
      intro={
        <>
          A copy of the source is broken in one place at a time, and the test that is named for it is run: it must fail, by an assertion.{" "}
          {noticed} of {sabotages.length} were noticed; last run {at}, on {machine.cores} cores of {machine.cpu}.
        </>
      }
    >
      <Example label="Break it again" code="npm run sabotage" />
      <ul className="grid divide-y rounded-md border">
        {sabotages.map(({ name, file, test, title }) => (
          <li key={name} className="grid min-w-0 gap-1 px-3 py-2 text-sm">
            <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <span className="font-medium">{name}</span>
              {verdictOf(name)}
            </span>
            <span className="text-muted-foreground text-xs [overflow-wrap:anywhere]">
              {file}, noticed by {test}: {title}
            </span>
          </li>
        ))}
      </ul>
    </Part>
  );
}
