import { rm } from 'node:fs/promises'
import { defineConfig, type UserConfig } from 'vite'

const OUT = 'dist/client'
const shared = { outDir: OUT, emptyOutDir: false, copyPublicDir: false, sourcemap: true } satisfies UserConfig['build']

/** First-party pages. Entries have stable names, for the server's HTML; what they share is hashed. */
const pages = {
  ...shared,
  rolldownOptions: {
    input: {
      console: 'client/console/main.tsx',
      account: 'client/account/main.tsx',
      pages: 'client/pages/main.ts',
    },
    output: {
      entryFileNames: 'assets/[name].js',
      chunkFileNames: 'assets/[name]-[hash].js',
      assetFileNames: 'assets/[name][extname]',
    },
  },
} satisfies UserConfig['build']

/**
 * The publisher's tag and what it loads: a build of its own, so that the first chunk needs no second one; and built as
 * a library, so that Vite adds nothing to the tag itself.
 */
const embed = {
  ...shared,
  cssMinify: 'lightningcss',
  lib: { entry: { embed: 'client/embed/embed.ts', mount: 'client/widget/mount.tsx' }, formats: ['es'] },
  rolldownOptions: {
    // The widget is an entry and a group, so that what its later chunks share with it stays in this one file.
    preserveEntrySignatures: 'allow-extension',
    output: {
      minify: true,
      entryFileNames: ({ name }) => (name === 'embed' ? '[name].js' : 'assets/[name]-[hash].js'),
      chunkFileNames: 'assets/[name]-[hash].js',
      codeSplitting: { groups: [{ name: 'mount', test: /[\\/]client[\\/]widget[\\/]mount\.tsx$/ }] },
    },
  },
} satisfies UserConfig['build']

export default defineConfig({
  base: './',
  appType: 'custom',
  build: { target: 'baseline-widely-available' },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  environments: {
    client: { build: pages },
    embed: { consumer: 'client', build: embed },
  },
  builder: {
    async buildApp(builder) {
      // Once for both, and before either begins: when files are watched, one build must not empty the other's folder.
      await rm(OUT, { recursive: true, force: true })
      for (const name of ['client', 'embed']) {
        const environment = builder.environments[name]
        if (environment) await builder.build(environment)
      }
    },
  },
})
