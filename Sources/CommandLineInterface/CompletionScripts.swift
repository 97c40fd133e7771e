extension CommandSpec {
  /// A script that completes this command in a shell; `nil` for a shell we do not know.
  public func completionScript(for shell: String) -> String? {
    switch shell {
    case "bash": bashScript()
    case "zsh": zshScript()
    case "fish": fishScript()
    default: nil
    }
  }

  /// A command in the tree with the words that lead to it, the root first.
  private struct Entry {
    let path: [String]
    let command: CommandSpec
  }

  private func entries(_ path: [String]) -> [Entry] {
    [Entry(path: path, command: self)] + subcommands.flatMap { $0.entries(path + [$0.name]) }
  }

  private var completionParameter: Parameter? { parameters.first(where: \.isArgument) }
  private var commonOptions: [(String, String)] {
    [("--help", "Show help information."), ("--version", "Show the version.")]
  }

  private static func shellQuoted(_ text: String) -> String { "'" + text.replacing("'", with: "'\\''") + "'" }

  // MARK: bash

  private func bashScript() -> String {
    let all = entries([name])
    var cases = ""
    for entry in all {
      let command = entry.command
      let options = command.parameters.filter { !$0.isArgument }.map { "--\($0.name)" } + commonOptions.map(\.0)
      cases += "    \(Self.shellQuoted(entry.path.joined(separator: " "))))\n"
      cases +=
        "      words=\(Self.shellQuoted((command.subcommands.map(\.name) + (entry.path.count == 1 ? ["help"] : [])).joined(separator: " ")))\n"
      cases += "      options=\(Self.shellQuoted(options.joined(separator: " ")))\n"
      switch command.completionParameter?.completion {
      case .files?: cases += "      files=1\n"
      case .lines(let source)?: cases += "      words=\"$words $(\(source) 2>/dev/null)\"; files=1\n"
      case nil, .some(.none): break
      }
      cases += "      ;;\n"
    }
    let paths = all.filter { $0.path.count > 1 }.map { Self.shellQuoted($0.path.joined(separator: " ")) }.joined(
      separator: "|")
    return """
      # bash completion for \(name); load it with: source <(\(name) --generate-completion-script bash)
      _\(name)() {
        local current="${COMP_WORDS[COMP_CWORD]}" path='\(name)' words='' options='' files='' i
        COMPREPLY=()
        for ((i = 1; i < COMP_CWORD; i++)); do
          case "$path ${COMP_WORDS[i]}" in
          \(paths)) path="$path ${COMP_WORDS[i]}" ;;
          esac
        done
        case "$path" in
      \(cases)  esac
        if [[ $current == -* ]]; then
          COMPREPLY=($(compgen -W "$options" -- "$current"))
        else
          COMPREPLY=($(compgen -W "$words" -- "$current"))
          if [[ -n $files ]]; then
            COMPREPLY+=($(compgen -f -X '!*.json' -- "$current") $(compgen -d -- "$current"))
          fi
        fi
      }
      complete -o filenames -F _\(name) \(name)

      """
  }

  // MARK: zsh

  private func zshScript() -> String {
    let all = entries([name])
    func described(_ items: [(String, String)]) -> String {
      items.map { Self.shellQuoted($0.0.replacing(":", with: "\\:") + ":" + $0.1) }.joined(separator: " ")
    }
    var cases = ""
    for entry in all {
      let command = entry.command
      let options = command.parameters.filter { !$0.isArgument }.map { ("--\($0.name)", $0.help) } + commonOptions
      let words = command.subcommands.map { ($0.name, $0.abstract) }
      cases += "    \(Self.shellQuoted(entry.path.joined(separator: " "))))\n"
      cases += "      options=(\(described(options)))\n      words=(\(described(words)))\n"
      switch command.completionParameter?.completion {
      case .files?: cases += "      files=1\n"
      case .lines(let source)?: cases += "      words+=(${(f)\"$(\(source) 2>/dev/null)\"}); files=1\n"
      case nil, .some(.none): break
      }
      cases += "      ;;\n"
    }
    let paths = all.filter { $0.path.count > 1 }.map { Self.shellQuoted($0.path.joined(separator: " ")) }.joined(
      separator: "|")
    return """
      #compdef \(name)
      # zsh completion for \(name); save it as _\(name) in a directory of $fpath
      _\(name)() {
        local path_words='\(name)' files='' i
        local -a words_here options
        for ((i = 2; i < CURRENT; i++)); do
          case "$path_words ${words[i]}" in
          (\(paths)) path_words="$path_words ${words[i]}" ;;
          esac
        done
        case "$path_words" in
      \(cases.replacing("      words=", with: "      words_here=").replacing("      words+=", with: "      words_here+="))  esac
        if [[ ${words[CURRENT]} == -* ]]; then
          _describe -o 'option' options
        else
          (( ${#words_here} )) && _describe 'argument' words_here
          [[ -n $files ]] && _files -g '*.json'
        fi
      }
      compdef _\(name) \(name)

      """
  }

  // MARK: fish

  private func fishScript() -> String {
    let all = entries([name])
    var text = """
      # fish completion for \(name); save it as ~/.config/fish/completions/\(name).fish
      function __\(name)_path
        set -l path \(name)
        for word in (commandline -opc)[2..-1]
          switch "$path $word"
            case \(all.filter { $0.path.count > 1 }.map { Self.shellQuoted($0.path.joined(separator: " ")) }.joined(separator: " "))
              set path "$path $word"
          end
        end
        test "$path" = "$argv[1]"
      end
      complete -c \(name) -f

      """
    for entry in all {
      let condition = "complete -c \(name) -n \"__\(name)_path '\(entry.path.joined(separator: " "))'\""
      for sub in entry.command.subcommands {
        text += "\(condition) -a \(sub.name) -d \(Self.shellQuoted(sub.abstract))\n"
      }
      for parameter in entry.command.parameters where !parameter.isArgument {
        let takesValue = parameter.kind == .flag ? "" : " -x"
        text += "\(condition) -l \(parameter.name)\(takesValue) -d \(Self.shellQuoted(parameter.help))\n"
      }
      for option in commonOptions {
        text += "\(condition) -l \(option.0.dropFirst(2)) -d \(Self.shellQuoted(option.1))\n"
      }
      switch entry.command.completionParameter?.completion {
      case .files?: text += "\(condition) -F\n"
      case .lines(let source)?: text += "\(condition) -F -a \(Self.shellQuoted("(\(source) 2>/dev/null)"))\n"
      case nil, .some(.none): break
      }
    }
    return text
  }
}
