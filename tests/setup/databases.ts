import type { TestProject } from 'vitest/node'
import { makeTemplates, type Templates } from '../support/templates.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    templates: Templates
  }
}

/** Once a run: the databases that tests copy. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { templates, remove } = await makeTemplates()
  project.provide('templates', templates)
  return remove
}
