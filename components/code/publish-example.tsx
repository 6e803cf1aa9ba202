"use client";

import { useState } from "react";
import { Segments } from "../ui/choice/segments";
import { CodeBlock } from "./code-block";
import { type Language, languages, type PublishBody, publishCodes } from "./publish-codes";

interface Props {
  serverUrl: string;
  apiKey: string;
  body: PublishBody;
  /** What is shown in the key's place; what is copied holds the key. */
  shownKey?: string;
}

/** The call that publishes an alert, in the reader's language, to copy. */
export function PublishExample({ serverUrl, apiKey, body, shownKey = apiKey }: Props) {
  const [language, setLanguage] = useState<Language>("curl");
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <div>
        <Segments label="Language" value={language} onValueChange={setLanguage} options={languages} />
      </div>
      <CodeBlock label="Publish an alert" copy={publishCodes(serverUrl, apiKey, body)[language]}>
        {publishCodes(serverUrl, shownKey, body)[language]}
      </CodeBlock>
    </div>
  );
}
