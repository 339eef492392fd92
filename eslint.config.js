import vue from 'eslint-plugin-vue'
import accessibility from 'eslint-plugin-vuejs-accessibility'
import vueParser from 'vue-eslint-parser'
import { typelessParser } from './scripts/lib/typeless-parser.mjs'

/** Signs that are the same in every language. */
const SIGNS = [...'()[]{}<>,.:;&+-=*/#%!?|·•–—−…→×✓']

/** Components alone, for what oxlint does not read: their templates. Layout belongs to oxfmt. */
export default [
  { ignores: ['out/', 'dist/', 'node_modules/'] },
  ...vue.configs['flat/essential'],
  ...accessibility.configs['flat/recommended'],
  {
    files: ['**/*.vue'],
    languageOptions: { parser: vueParser, parserOptions: { parser: typelessParser } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'max-lines': ['error', { max: 300 }],
      // Declared by types, which this parser blanks out and vue-tsc checks.
      'vue/valid-define-props': 'off',
      'vue/valid-define-emits': 'off',
      'vue/no-bare-strings-in-template': ['error', { allowlist: SIGNS }],
      'vue/no-static-inline-styles': 'error',
      'vue/no-v-html': 'error',
      'vue/no-template-target-blank': 'error',
      'vue/no-useless-v-bind': 'error',
      'vue/no-useless-mustaches': 'error',
      'vue/eqeqeq': ['error', 'always', { null: 'ignore' }],
      'vue/component-name-in-template-casing': ['error', 'PascalCase'],
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vuejs-accessibility/label-has-for': [
        'error',
        {
          controlComponents: ['CheckboxRoot', 'RadioGroupItem', 'SwitchRoot'],
          required: { some: ['nesting', 'id'] },
        },
      ],
    },
  },
  {
    // The kit's own controls get their label from the field around them, by its id.
    files: ['src/renderer/ui/**/*.vue'],
    rules: { 'vuejs-accessibility/form-control-has-label': 'off' },
  },
  {
    // The table is driven by keys from its grid (aria-activedescendant); a splitter is a separator that takes focus.
    files: ['src/renderer/ui/UiTable.vue', 'src/renderer/ui/UiSplit.vue'],
    rules: {
      'vuejs-accessibility/click-events-have-key-events': 'off',
      'vuejs-accessibility/interactive-supports-focus': 'off',
      'vuejs-accessibility/no-static-element-interactions': 'off',
    },
  },
]
