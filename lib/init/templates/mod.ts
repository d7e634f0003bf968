// deno-fmt-ignore-file: the lines are those of the templates

/** Generated from the YAML files beside it by `tools/build/embed_templates.ts`: change those. */

export const LEARN_ASYNC = `# erk-learn: learns from a landed plan and opens a draft pull request with the documentation. Needs nobody's machine: it takes the
# sessions that the plan's header names as gists.
#
# "gather" and "propose" have a GitHub token and no model key; "analyse" has the model key and no GitHub token.
name: learn-async
run-name: \${{ inputs.issue_number }}:\${{ inputs.distinct_id }}

on:
  workflow_dispatch:
    inputs:
      issue_number:
        description: Number of the plan issue to learn from
        required: true
        type: string
      model_name:
        description: Model of the analysing agents (default, what .erk/learn.json says)
        required: false
        type: string
      distinct_id:
        description: How the run is found again
        required: false
        type: string

permissions: {}

concurrency:
  group: learn-async-\${{ inputs.issue_number }}
  cancel-in-progress: true

defaults:
  run:
    shell: bash

env:
  RUN_URL: \${{ github.server_url }}/\${{ github.repository }}/actions/runs/\${{ github.run_id }}

jobs:
  gather:
    name: Gather the materials
    runs-on: ubuntu-24.04
    timeout-minutes: 20
    permissions:
      contents: read
      issues: write
      pull-requests: read
      # A session that an older client left as an artifact of its run.
      actions: read
    outputs:
      state: \${{ steps.gather.outputs.state }}
    steps:
      # Two ways to write a plan would be two groups of "concurrency", and run at the same time.
      - name: Refuse anything but the plan's number
        env:
          ISSUE_NUMBER: \${{ inputs.issue_number }}
        run: |
          [[ $ISSUE_NUMBER =~ ^[1-9][0-9]{0,9}$ ]] && exit 0
          echo "::error title=erk-learn::Give the plan issue's number alone, such as 42."
          exit 1
      - uses: actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2
        with:
          persist-credentials: false
      - uses: erk-learn/erk-learn@v{{version}}
        with:
          version: "{{version}}"
      - name: Fetch the sessions, the diff and the documents
        id: gather
        env:
          GH_TOKEN: \${{ github.token }}
          ISSUE_NUMBER: \${{ inputs.issue_number }}
        run: |
          erk-learn start-async-learn --output-dir=learn-input "--workflow-run-url=$RUN_URL" -- "$ISSUE_NUMBER"
      - uses: actions/upload-artifact@b7c566a772e6b6bfb58ed0dc250532a479d7789f # v6.0.0
        if: steps.gather.outputs.state == 'gathered'
        with:
          name: learn-input
          # With the configuration: the job that asks the model checks nothing out.
          path: |
            learn-input/
            .erk/learn.json
          include-hidden-files: true
          if-no-files-found: error
          retention-days: 3

  analyse:
    name: Analyse and write the plan
    needs: gather
    if: needs.gather.outputs.state == 'gathered'
    runs-on: ubuntu-24.04
    timeout-minutes: 90
    permissions: {}
    steps:
      - uses: erk-learn/erk-learn@v{{version}}
        with:
          version: "{{version}}"
          # Provenance was verified where the token is; here only the checksum is.
          verify-provenance: "false"
          token: ""
      - uses: actions/download-artifact@37930b1c2abaa49bbe596cd826c3c89aef350131 # v7.0.0
        with:
          name: learn-input
      - name: Install the claude program where a subscription's token is all there is
        env:
          HAS_KEY: \${{ secrets.ANTHROPIC_API_KEY != '' }}
          HAS_TOKEN: \${{ secrets.CLAUDE_CODE_OAUTH_TOKEN != '' }}
        run: |
          if [[ $HAS_KEY == false && $HAS_TOKEN == true ]]; then
            npm install --global --no-audit --no-fund @anthropic-ai/claude-code@2.1.332
          fi
      - name: Run the learn agents
        # Less than the job's: a step that runs out of time has failed.
        timeout-minutes: 85
        env:
          ANTHROPIC_API_KEY: \${{ secrets.ANTHROPIC_API_KEY }}
          CLAUDE_CODE_OAUTH_TOKEN: \${{ secrets.CLAUDE_CODE_OAUTH_TOKEN }}
          MODEL: \${{ inputs.model_name }}
        run: |
          arguments=("--input-dir=learn-input" "--output-dir=learn-agents")
          if [[ -n $MODEL ]]; then arguments+=("--model=$MODEL"); fi
          erk-learn analyse-learn-input "\${arguments[@]}"
      - uses: actions/upload-artifact@b7c566a772e6b6bfb58ed0dc250532a479d7789f # v6.0.0
        if: always()
        with:
          name: learn-agents
          path: learn-agents/
          if-no-files-found: ignore
          retention-days: 7

  propose:
    name: Propose the documentation
    needs: analyse
    runs-on: ubuntu-24.04
    timeout-minutes: 15
    permissions:
      contents: write
      issues: write
      pull-requests: write
    steps:
      - uses: actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2
        with:
          persist-credentials: false
      - uses: erk-learn/erk-learn@v{{version}}
        with:
          version: "{{version}}"
      - uses: actions/download-artifact@37930b1c2abaa49bbe596cd826c3c89aef350131 # v7.0.0
        with:
          name: learn-agents
          path: learn-agents
      - name: Work the plan into the documents
        id: apply
        run: |
          erk-learn apply-learn-plan --agents-dir=learn-agents "--summary=$RUNNER_TEMP/summary.md"
      - name: Commit and push a branch
        id: push
        if: steps.apply.outputs.changed == 'true'
        env:
          GH_TOKEN: \${{ github.token }}
          ISSUE_NUMBER: \${{ inputs.issue_number }}
          BRANCH: learn-\${{ inputs.issue_number }}-\${{ github.run_id }}
          FILES: \${{ steps.apply.outputs.files }}
        run: |
          git config user.name "github-actions[bot]"
          git config user.email "41898282+github-actions[bot]@users.noreply.github.com"
          git checkout -b "$BRANCH"
          # One document that git doesn't take is no reason to lose the others.
          while IFS= read -r file; do
            git add -- "$file" || echo "::warning title=erk-learn::git doesn't take $file: it is not in the pull request."
          done <<<"$FILES"
          if git diff --cached --quiet; then exit 0; fi
          git commit -m "Document what plan #$ISSUE_NUMBER taught"
          # Not as an option of git's: whoever lists processes would see it.
          export GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=http.extraheader GIT_CONFIG_VALUE_0
          GIT_CONFIG_VALUE_0="AUTHORIZATION: basic $(printf 'x-access-token:%s' "$GH_TOKEN" | base64 | tr -d '\\n')"
          # Run again, this job finds the branch that it pushed before: with the same documents it goes on from there, and what
          # anybody has pushed to it stays.
          if git fetch --quiet --depth=1 origin "refs/heads/$BRANCH" 2>/dev/null; then
            if [[ $(git rev-parse 'FETCH_HEAD^{tree}') == $(git rev-parse 'HEAD^{tree}') ]]; then
              echo "branch=$BRANCH" >>"$GITHUB_OUTPUT"
              exit 0
            fi
            BRANCH+="-$GITHUB_RUN_ATTEMPT"
          fi
          git push origin "HEAD:refs/heads/$BRANCH"
          echo "branch=$BRANCH" >>"$GITHUB_OUTPUT"
      - name: Open a draft pull request, or say why there is none
        env:
          GH_TOKEN: \${{ github.token }}
          ISSUE_NUMBER: \${{ inputs.issue_number }}
          BRANCH: \${{ steps.push.outputs.branch }}
        run: |
          arguments=("--summary=$RUNNER_TEMP/summary.md" "--workflow-run-url=$RUN_URL")
          if [[ -n $BRANCH ]]; then arguments+=("--branch=$BRANCH"); fi
          erk-learn propose-documents "\${arguments[@]}" -- "$ISSUE_NUMBER"

  failed:
    name: Tell the plan
    needs: [gather, analyse, propose]
    # A job that ran out of its time counts as cancelled. Of a run that was cancelled itself nothing is told: a newer one may be at work.
    if: \${{ !cancelled() && needs.propose.result != 'success' && (failure() || contains(needs.*.result, 'cancelled')) }}
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    permissions:
      issues: write
    steps:
      - uses: erk-learn/erk-learn@v{{version}}
        with:
          version: "{{version}}"
      - name: Say on the plan what failed
        env:
          GH_TOKEN: \${{ github.token }}
          GH_REPO: \${{ github.repository }}
          ISSUE_NUMBER: \${{ inputs.issue_number }}
          GATHER: \${{ needs.gather.result }}
          ANALYSE: \${{ needs.analyse.result }}
        run: |
          # Refused above: no plan is meant.
          [[ $ISSUE_NUMBER =~ ^[1-9][0-9]{0,9}$ ]] || exit 0
          stage=save
          if [[ $ANALYSE != success ]]; then stage=analyse; fi
          if [[ $GATHER != success ]]; then stage=gather; fi
          erk-learn track-learn-failure "--repo=$GH_REPO" "--stage=$stage" "--workflow-run-url=$RUN_URL" -- "$ISSUE_NUMBER"
`;

export const LEARN = `# erk-learn: learns from a landed plan. \`erk-learn trigger <issue>\` starts it; the last job leaves a learn plan as an issue.
#
# Three kinds of jobs with separate credentials: "gather" and "save" have a GitHub token and no model key; "sessions" and
# "analyse" have the model key and no GitHub token. What a log or a comment says can at worst become a bad paragraph.
name: learn
run-name: \${{ inputs.issue_number }}:\${{ inputs.distinct_id }}

on:
  workflow_dispatch:
    inputs:
      issue_number:
        description: Number of the plan issue to learn from
        required: true
        type: string
      gist_url:
        description: The gist with the materials (default, what the plan's header says)
        required: false
        type: string
      distinct_id:
        description: How the run is found again
        required: false
        type: string
      model_name:
        description: Model of the analysing agents (default, what .erk/learn.json says)
        required: false
        type: string

permissions: {}

concurrency:
  group: learn-issue-\${{ inputs.issue_number }}
  cancel-in-progress: true

defaults:
  run:
    shell: bash

env:
  RUN_URL: \${{ github.server_url }}/\${{ github.repository }}/actions/runs/\${{ github.run_id }}

jobs:
  gather:
    name: Gather the materials
    runs-on: ubuntu-24.04
    timeout-minutes: 15
    permissions:
      contents: read
      issues: read
      pull-requests: read
    outputs:
      shards: \${{ steps.gather.outputs.shards }}
    steps:
      # Two ways to write a plan would be two groups of "concurrency", and run at the same time.
      - name: Refuse anything but the plan's number
        env:
          ISSUE_NUMBER: \${{ inputs.issue_number }}
        run: |
          [[ $ISSUE_NUMBER =~ ^[1-9][0-9]{0,9}$ ]] && exit 0
          echo "::error title=erk-learn::Give the plan issue's number alone, such as 42."
          exit 1
      - uses: actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2
        with:
          persist-credentials: false
      - uses: erk-learn/erk-learn@v{{version}}
        with:
          version: "{{version}}"
      - name: Download the materials, the diff and the documents
        id: gather
        env:
          GH_TOKEN: \${{ github.token }}
          ISSUE_NUMBER: \${{ inputs.issue_number }}
          GIST_URL: \${{ inputs.gist_url }}
        run: |
          arguments=("--output-dir=learn-input")
          if [[ -n $GIST_URL ]]; then arguments+=("--gist-url=$GIST_URL"); fi
          erk-learn gather-learn-input "\${arguments[@]}" -- "$ISSUE_NUMBER"
      - uses: actions/upload-artifact@b7c566a772e6b6bfb58ed0dc250532a479d7789f # v6.0.0
        with:
          name: learn-input
          # With the configuration: the jobs that ask the model check nothing out.
          path: |
            learn-input/
            .erk/learn.json
          include-hidden-files: true
          if-no-files-found: error
          retention-days: 3

  # Many parts are read on several runners beside each other; "analyse" takes their answers from the cache folder.
  sessions:
    name: Read the sessions (\${{ matrix.shard }})
    needs: gather
    if: needs.gather.outputs.shards != '[]'
    runs-on: ubuntu-24.04
    timeout-minutes: 45
    permissions: {}
    strategy:
      fail-fast: false
      max-parallel: 4
      matrix:
        shard: \${{ fromJSON(needs.gather.outputs.shards) }}
    steps:
      - uses: erk-learn/erk-learn@v{{version}}
        with:
          version: "{{version}}"
          # Provenance was verified where the token is; here only the checksum is.
          verify-provenance: "false"
          token: ""
      - uses: actions/download-artifact@37930b1c2abaa49bbe596cd826c3c89aef350131 # v7.0.0
        with:
          name: learn-input
      - name: Install the claude program where a subscription's token is all there is
        env:
          HAS_KEY: \${{ secrets.ANTHROPIC_API_KEY != '' }}
          HAS_TOKEN: \${{ secrets.CLAUDE_CODE_OAUTH_TOKEN != '' }}
        run: |
          if [[ $HAS_KEY == false && $HAS_TOKEN == true ]]; then
            npm install --global --no-audit --no-fund @anthropic-ai/claude-code@2.1.332
          fi
      - name: Ask the model about this share of the sessions
        # Less than the job's: a step that runs out of time has failed.
        timeout-minutes: 40
        env:
          ANTHROPIC_API_KEY: \${{ secrets.ANTHROPIC_API_KEY }}
          CLAUDE_CODE_OAUTH_TOKEN: \${{ secrets.CLAUDE_CODE_OAUTH_TOKEN }}
          MODEL: \${{ inputs.model_name }}
          SHARD: \${{ matrix.shard }}
        run: |
          arguments=("--input-dir=learn-input" "--shard=$SHARD")
          if [[ -n $MODEL ]]; then arguments+=("--model=$MODEL"); fi
          erk-learn analyse-learn-input "\${arguments[@]}"
      - uses: actions/upload-artifact@b7c566a772e6b6bfb58ed0dc250532a479d7789f # v6.0.0
        if: always()
        with:
          name: learn-answers-\${{ strategy.job-index }}
          path: .erk/cache/agents/
          include-hidden-files: true
          if-no-files-found: ignore
          retention-days: 3

  analyse:
    name: Analyse and write the plan
    needs: [gather, sessions]
    # A share that failed is asked for again here.
    if: \${{ !cancelled() && needs.gather.result == 'success' }}
    runs-on: ubuntu-24.04
    timeout-minutes: 60
    permissions: {}
    steps:
      - uses: erk-learn/erk-learn@v{{version}}
        with:
          version: "{{version}}"
          verify-provenance: "false"
          token: ""
      - uses: actions/download-artifact@37930b1c2abaa49bbe596cd826c3c89aef350131 # v7.0.0
        with:
          name: learn-input
      - uses: actions/download-artifact@37930b1c2abaa49bbe596cd826c3c89aef350131 # v7.0.0
        if: needs.gather.outputs.shards != '[]'
        with:
          pattern: learn-answers-*
          path: .erk/cache/agents
          merge-multiple: true
      - name: Install the claude program where a subscription's token is all there is
        env:
          HAS_KEY: \${{ secrets.ANTHROPIC_API_KEY != '' }}
          HAS_TOKEN: \${{ secrets.CLAUDE_CODE_OAUTH_TOKEN != '' }}
        run: |
          if [[ $HAS_KEY == false && $HAS_TOKEN == true ]]; then
            npm install --global --no-audit --no-fund @anthropic-ai/claude-code@2.1.332
          fi
      - name: Run the learn agents
        timeout-minutes: 55
        env:
          ANTHROPIC_API_KEY: \${{ secrets.ANTHROPIC_API_KEY }}
          CLAUDE_CODE_OAUTH_TOKEN: \${{ secrets.CLAUDE_CODE_OAUTH_TOKEN }}
          MODEL: \${{ inputs.model_name }}
        run: |
          arguments=("--input-dir=learn-input" "--output-dir=learn-agents")
          if [[ -n $MODEL ]]; then arguments+=("--model=$MODEL"); fi
          erk-learn analyse-learn-input "\${arguments[@]}"
      - uses: actions/upload-artifact@b7c566a772e6b6bfb58ed0dc250532a479d7789f # v6.0.0
        if: always()
        with:
          name: learn-agents
          path: learn-agents/
          if-no-files-found: ignore
          retention-days: 7

  save:
    name: Save the learn plan
    needs: analyse
    if: \${{ !cancelled() && needs.analyse.result == 'success' }}
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    permissions:
      contents: read
      issues: write
    steps:
      - uses: actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2
        with:
          persist-credentials: false
      - uses: erk-learn/erk-learn@v{{version}}
        with:
          version: "{{version}}"
      - uses: actions/download-artifact@37930b1c2abaa49bbe596cd826c3c89aef350131 # v7.0.0
        with:
          name: learn-agents
          path: learn-agents
      - name: Save it as an issue, and track it on the plan
        env:
          GH_TOKEN: \${{ github.token }}
          ISSUE_NUMBER: \${{ inputs.issue_number }}
        run: |
          erk-learn save-learn-result --agents-dir=learn-agents "--workflow-run-url=$RUN_URL" -- "$ISSUE_NUMBER"

  failed:
    name: Tell the plan
    needs: [gather, sessions, analyse, save]
    # A job that ran out of its time counts as cancelled. Of a run that was cancelled itself nothing is told: a newer one may be at work.
    if: \${{ !cancelled() && needs.save.result != 'success' && (failure() || contains(needs.*.result, 'cancelled')) }}
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    permissions:
      issues: write
    steps:
      - uses: erk-learn/erk-learn@v{{version}}
        with:
          version: "{{version}}"
      - name: Say on the plan what failed
        env:
          GH_TOKEN: \${{ github.token }}
          GH_REPO: \${{ github.repository }}
          ISSUE_NUMBER: \${{ inputs.issue_number }}
          GATHER: \${{ needs.gather.result }}
          ANALYSE: \${{ needs.analyse.result }}
        run: |
          # Refused above: no plan is meant.
          [[ $ISSUE_NUMBER =~ ^[1-9][0-9]{0,9}$ ]] || exit 0
          stage=save
          if [[ $ANALYSE != success ]]; then stage=analyse; fi
          if [[ $GATHER != success ]]; then stage=gather; fi
          erk-learn track-learn-failure "--repo=$GH_REPO" "--stage=$stage" "--workflow-run-url=$RUN_URL" -- "$ISSUE_NUMBER"
`;
