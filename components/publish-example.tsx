"use client";

import { useState } from "react";
import { type Language, languages, type PublishBody, publishCodes } from "./publish-codes";
import { CodeBlock } from "./ui/code-block";
import { Tabs } from "./ui/tabs";

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
    <Tabs label="Language" value={language} onValueChange={setLanguage} tabs={languages}>
      <CodeBlock label="Publish an alert" copy={publishCodes(serverUrl, apiKey, body)[language]}>
        {publishCodes(serverUrl, shownKey, body)[language]}
      </CodeBlock>
    </Tabs>
  );
}
