#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

#include "engine/text.hpp"

namespace vertrek {

/// What kind of trouble an Error is; callers branch on this, people read the texts.
enum class ErrorCode {
  bad_input,     ///< the caller's words cannot be understood: syntax, fields, dates
  not_found,     ///< nothing goes by that name
  conflict,      ///< somebody else wrote first; read again and decide anew
  key_reused,    ///< an idempotency key came back with another command under it
  newer_schema,  ///< the file was written by a newer version of the program
  storage,       ///< the disk or the database refused: full, read-only, damaged
};

/// An expected failure: what was wrong, where, and what to do about it.
struct Error {
  ErrorCode code{};
  Text what;
  std::string where;  ///< file and line, field, or database; may be empty
  Text remedy;
};

/// The answer of everything that can fail in an expected way.
template <class T>
using Result = tl::expected<T, Error>;

[[nodiscard]] inline tl::unexpected<Error> failure(ErrorCode code, Text what, std::string where,
                                                   Text remedy) {
  return tl::unexpected<Error>(Error{code, std::move(what), std::move(where), std::move(remedy)});
}

}  // namespace vertrek
