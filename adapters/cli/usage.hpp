#pragma once

#include <CLI/CLI.hpp>
#include <initializer_list>
#include <string>

#include "engine/result.hpp"
#include "engine/text.hpp"

/// How the command line speaks: help and errors in the reader's language.
namespace vertrek::cli {

/// The headings of help in this language; to be called before options and commands are described.
void speak(CLI::App& app, Language language);

/// What is wrong with the command line, where, and what to do.
[[nodiscard]] Error usage_error(CLI::App const& app, CLI::ParseError const& error);

/// The value is a whole number from `least` to `most`.
[[nodiscard]] CLI::Validator whole_number(Language language, std::int64_t least, std::int64_t most);

/// The value is one of these words.
[[nodiscard]] CLI::Validator one_of(Language language,
                                    std::initializer_list<std::string_view> words);

}  // namespace vertrek::cli
