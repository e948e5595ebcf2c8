package main

import (
	"context"
	"fmt"
	"io"
	"regexp"
	"strings"
)

// shells are the settings that complete the commands and their flags; %s is a line
// for each command.
var shells = map[string]struct{ head, each, foot string }{
	"bash": {
		"_zhijiao() {\n  local word=${COMP_WORDS[COMP_CWORD]} words=\n  if [ \"$COMP_CWORD\" = 1 ]; then words='%[1]s'; else case ${COMP_WORDS[1]} in\n",
		"  %[1]s) words='%[2]s' ;;\n",
		"  esac; fi\n  COMPREPLY=()\n  if [ \"$COMP_CWORD\" = 1 ] || [ \"${word#-}\" != \"$word\" ]; then COMPREPLY=($(compgen -W \"$words\" -- \"$word\")); fi\n}\ncomplete -o default -F _zhijiao zhijiao\n",
	},
	"zsh": {
		"#compdef zhijiao\nif (( CURRENT == 2 )); then compadd %[1]s; elif [[ $words[CURRENT] == -* ]]; then case $words[2] in\n",
		"  %[1]s) compadd -- %[2]s ;;\n",
		"esac; else _files; fi\n",
	},
	"fish": {
		"complete -c zhijiao -n __fish_use_subcommand -f -a '%[1]s'\n",
		"for f in %[2]s; complete -c zhijiao -n '__fish_seen_subcommand_from %[1]s' -o (string sub -s 2 -- $f); end\n",
		"",
	},
	"powershell": {
		"Register-ArgumentCompleter -Native -CommandName zhijiao -ScriptBlock {\n  param($word, $ast, $at)\n  $parts = $ast.CommandElements\n  $words = '%[1]s'\n  if ($parts.Count -gt 2 -or ($parts.Count -eq 2 -and $word -eq '')) { switch ($parts[1].ToString()) {\n",
		"    '%[1]s' { $words = '%[2]s' }\n",
		"  } }\n  $words.Split(' ') | Where-Object { $_ -like \"$word*\" } | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }\n}\n",
	},
}

var flagLine = regexp.MustCompile(`(?m)^  (-[a-z]+)`)

// complete prints the setting of a shell. The flags are those of the helps.
func complete(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	const usage = "用法：zhijiao completion bash|zsh|fish|powershell\n例：zhijiao completion bash >> ~/.bashrc"
	if len(args) == 1 && strings.TrimLeft(args[0], "-") == "h" {
		fmt.Fprintln(stdout, usage)
		return 0
	}
	if len(args) != 1 || shells[args[0]].head == "" {
		fmt.Fprintln(stderr, usage)
		return 2
	}
	shell := shells[args[0]]
	var names []string
	for _, c := range commands {
		names = append(names, c.name)
	}
	var b strings.Builder
	fmt.Fprintf(&b, shell.head, strings.Join(names, " "))
	for _, c := range commands {
		var help strings.Builder
		c.run(ctx, []string{"-h"}, strings.NewReader(""), &help, io.Discard)
		var flags []string
		for _, m := range flagLine.FindAllStringSubmatch(help.String(), -1) {
			flags = append(flags, m[1])
		}
		fmt.Fprintf(&b, shell.each, c.name, strings.Join(flags, " "))
	}
	b.WriteString(shell.foot)
	if _, err := io.WriteString(stdout, b.String()); err != nil {
		return 1
	}
	return 0
}
