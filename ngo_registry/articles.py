"""Articles on which checks of the register rest where no value of the rulebook stands behind them."""

FOUNDING_ACT = "čl. 11 Zakona o NVO"
STATUTE = "čl. 12 Zakona o NVO"
NAME = "čl. 13 Zakona o NVO"
ECONOMIC_ACTIVITY = "čl. 29 Zakona o NVO"
TERMINATION = "čl. 38 Zakona o NVO"
FOREIGN_TERMINATION = "čl. 39 Zakona o NVO"
LAW = "Zakon o NVO"
