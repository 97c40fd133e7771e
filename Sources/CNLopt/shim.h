// The system's NLopt, found by pkg-config; nothing else is declared here.
#include <nlopt.h>
